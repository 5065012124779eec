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
  void aSettingThatTheVectorApiCannotUseIsNamed() {
    ActiveKernels.choose("plain"); // what the tests themselves use is chosen before
    String before = System.getProperty("chainrule.threads");
    System.setProperty("chainrule.threads", "none");
    try {
      assertThatThrownBy(() -> ActiveKernels.choose("vector"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(
              AVAILABLE ? "must be a whole number of threads" : "needs the Vector API");
    } finally {
      if (before == null) {
        System.clearProperty("chainrule.threads");
      } else {
        System.setProperty("chainrule.threads", before);
      }
    }
  }

  @Test
  void theTestsRunOnTheKernelsThatTheyAreMeantFor() {
    String wanted = System.getProperty("chainrule.kernels");
    assertThat(Kernels.active().getClass().getSimpleName())
        .isEqualTo("vector".equals(wanted) ? "VectorKernels" : "ReferenceKernels");
  }
}
