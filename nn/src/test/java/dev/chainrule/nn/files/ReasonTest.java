package dev.chainrule.nn.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class ReasonTest {
  @Test
  void eachProblemHasItsWords() {
    assertThat(Reason.of(new AccessDeniedException("x"))).isEqualTo("permission denied");
    assertThat(Reason.of(new NoSuchFileException("x")))
        .isEqualTo("there is no such file or folder");
    assertThat(Reason.of(new FileSystemException("x", null, "Read-only file system")))
        .isEqualTo("Read-only file system");
    assertThat(Reason.of(new ClosedByInterruptException())).isEqualTo("the thread was interrupted");
    assertThat(Reason.of(new IOException("No space left on device")))
        .isEqualTo("No space left on device");
    assertThat(Reason.of(new IOException())).isEqualTo("IOException");
  }
}
