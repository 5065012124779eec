package dev.chainrule.bench.doctor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of a folder without models.
class ModelsTest {
  @TempDir private Path folder;

  @Test
  void whatIsNoFolderIsSaid() {
    Path none = folder.resolve("none");
    assertThatThrownBy(() -> Models.in(none))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "models are read from a folder; %s is none; name one with NAME.worksheet and NAME.versions in it"
                .formatted(none));
  }

  @Test
  void aFolderWithoutModelsIsSaid() {
    assertThatThrownBy(() -> Models.in(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s has no models; write NAME.worksheet and NAME.versions into it".formatted(folder));
  }

  @Test
  void aWorksheetWithoutVersionsIsSaid() throws IOException {
    Path worksheet = Files.writeString(folder.resolve("a.worksheet"), "");
    assertThatThrownBy(() -> Models.in(folder))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "%s needs %s beside it, and there is none"
                .formatted(worksheet, folder.resolve("a.versions")));
  }
}
