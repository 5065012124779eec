package dev.chainrule.kernel;

import dev.chainrule.array.Buffer;

/// A [Program] made ready to run over whole arrays. Safe for use by several threads.
public interface Loop {
  /// Computes the program for each element into `out`, a buffer a result, row-major from its start.
  ///
  /// @return false, with nothing done, where there is no loop for these types or layouts
  boolean run(int[] sizes, Strided[] operands, Buffer... out);
}
