package dev.chainrule.lab;

import io.javalin.config.StaticFilesConfig;
import io.javalin.http.staticfiles.Location;
import java.util.List;
import java.util.Map;
import org.webjars.WebJarVersionLocator;

/// The files that the browser loads, all from the class path.
final class Assets {
  /// The libraries of the pages, at `/webjars/NAME/…` without their versions.
  private static final List<String> LIBRARIES = List.of("ace-builds", "d3", "katex");

  private Assets() {}

  static void addTo(StaticFilesConfig files) {
    add(files, "/", "/lab");
    WebJarVersionLocator versions = new WebJarVersionLocator();
    for (String library : LIBRARIES) {
      String version = versions.version(library);
      if (version == null) {
        throw new IllegalStateException("the library " + library + " is not in this build");
      }
      add(
          files,
          "/webjars/" + library,
          "/META-INF/resources/webjars/%s/%s".formatted(library, version));
    }
  }

  /// The browser asks each time whether a file has changed: another version of the lab may serve
  /// the same address.
  private static void add(StaticFilesConfig files, String path, String folder) {
    files.add(
        each -> {
          each.hostedPath = path;
          each.directory = folder;
          each.location = Location.CLASSPATH;
          each.headers = Map.of("Cache-Control", "no-cache");
        });
  }
}
