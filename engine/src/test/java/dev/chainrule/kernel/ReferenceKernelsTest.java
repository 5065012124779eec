package dev.chainrule.kernel;

import org.junit.jupiter.api.Nested;

class ReferenceKernelsTest {
  @Nested
  class Loops extends KernelsContract {
    @Override
    Kernels kernels() {
      return ReferenceKernels.INSTANCE;
    }
  }

  @Nested
  class Folds extends FoldsContract {
    @Override
    Kernels kernels() {
      return ReferenceKernels.INSTANCE;
    }
  }
}
