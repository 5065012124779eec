package dev.chainrule.bench.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Where models are read from: a pair of files each, `NAME.worksheet` and `NAME.versions`.
final class Models {
  private static final String WORKSHEET = ".worksheet";
  private static final String VERSIONS = ".versions";

  private Models() {}

  /// Those of the exam. A resource that lists them is read first, since a jar's folders cannot be.
  static List<Model> all() throws IOException {
    List<Model> models = new ArrayList<>();
    for (String name : resource("models").lines().toList()) {
      models.add(Model.of(name, resource(name + WORKSHEET), resource(name + VERSIONS)));
    }
    return models;
  }

  /// Those in a folder, by name.
  ///
  /// @throws IOException with a sentence for the user, if the folder has no models
  static List<Model> in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "models are read from a folder; %s is none; name one with NAME.worksheet and NAME.versions in it"
              .formatted(folder));
    }
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(file -> file.toString().endsWith(WORKSHEET)).sorted().toList();
    }
    if (files.isEmpty()) {
      throw new IOException(
          "%s has no models; write NAME.worksheet and NAME.versions into it".formatted(folder));
    }
    List<Model> models = new ArrayList<>();
    for (Path file : files) {
      String name = String.valueOf(file.getFileName()).replace(WORKSHEET, "");
      Path versions = folder.resolve(name + VERSIONS);
      if (!Files.exists(versions)) {
        throw new IOException("%s needs %s beside it, and there is none".formatted(file, versions));
      }
      models.add(Model.of(name, Files.readString(file), Files.readString(versions)));
    }
    return models;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Models.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("this build is without " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
