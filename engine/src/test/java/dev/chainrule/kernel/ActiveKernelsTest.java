package dev.chainrule.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ActiveKernelsTest {
  private static final boolean AVAILABLE =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

  @Test
  void plainLoopsServeWhereTheyAreWanted() {
    assertThat(ActiveKernels.choose("plain")).isExactlyInstanceOf(ReferenceKernels.class);
  }

  @Test
  void theVectorApiServesWhereTheJvmHasIt() {
    String expected = AVAILABLE ? "VectorKernels" : "ReferenceKernels";
    assertThat(ActiveKernels.choose("").getClass().getSimpleName()).isEqualTo(expected);
  }

  @Test
  void whatCannotBeHadIsRefused() {
    assertThatThrownBy(() -> ActiveKernels.choose("fast"))
        .hasMessage("chainrule.kernels must be vector or plain; given fast");
    if (AVAILABLE) {
      assertThat(ActiveKernels.choose("vector").getClass().getSimpleName())
          .isEqualTo("VectorKernels");
    } else {
      assertThatThrownBy(() -> ActiveKernels.choose("vector"))
          .hasMessage(
              "chainrule.kernels=vector needs the Vector API; start the JVM with --add-modules"
                  + " jdk.incubator.vector");
    }
  }

  @Test
  void theTestsRunOnTheKernelsThatTheyAreMeantFor() {
    String wanted = System.getProperty("chainrule.kernels");
    assertThat(Kernels.active().getClass().getSimpleName())
        .isEqualTo("vector".equals(wanted) ? "VectorKernels" : "ReferenceKernels");
  }
}
