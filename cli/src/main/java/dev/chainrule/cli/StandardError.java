package dev.chainrule.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;

/// Where messages go when the launcher has put a filter on the JVM's own standard error.
///
/// With the Vector API the JVM prints a warning before the program begins. The launcher filters it
/// out line by line, which would hold back a progress bar; so it keeps the user's standard error
/// open beside the filter and gives its number in the property `chainrule.stderr`.
///
/// Java can open a file by name but not adopt an open descriptor, and opening `/dev/fd/3` anew
/// would lose the place in a file that others write to as well. So this reaches for the constructor
/// of `FileDescriptor`, which the launcher opens for it.
final class StandardError {
  private StandardError() {}

  /// Points `System.err` past the filter, if there is one.
  static void bypassFilter() {
    Integer number = Integer.getInteger("chainrule.stderr");
    if (number == null) {
      return;
    }
    try {
      Constructor<FileDescriptor> open = FileDescriptor.class.getDeclaredConstructor(int.class);
      open.setAccessible(true);
      FileOutputStream stream = new FileOutputStream(open.newInstance(number));
      System.setErr(new PrintStream(stream, /* autoFlush= */ true, System.err.charset()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no descriptor " + number + " for messages", e);
    }
  }
}
