package dev.chainrule.kernel.vector;

import dev.chainrule.kernel.FoldsContract;
import dev.chainrule.kernel.Kernels;
import dev.chainrule.kernel.KernelsContract;
import org.junit.jupiter.api.Nested;

class VectorKernelsTest {
  @Nested
  class Loops extends KernelsContract {
    @Override
    protected Kernels kernels() {
      return new VectorKernels();
    }
  }

  @Nested
  class Folds extends FoldsContract {
    @Override
    protected Kernels kernels() {
      return new VectorKernels();
    }
  }
}
