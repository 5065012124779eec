package dev.chainrule.kernel;

import org.junit.jupiter.api.Nested;

class ReferenceKernelsTest {
  @Nested
  class Loops extends KernelsContract {
    @Override
    protected Kernels kernels() {
      return new ReferenceKernels();
    }
  }

  @Nested
  class Folds extends FoldsContract {
    @Override
    protected Kernels kernels() {
      return new ReferenceKernels();
    }
  }
}
