package dev.chainrule.kernel;

import java.lang.System.Logger.Level;

/// Chooses the kernels when the first operation runs.
///
/// The system property `chainrule.kernels` may say which: `vector` or `plain`. Without it the
/// kernels by the Vector API serve where the JVM was started with its module, and one line of the
/// log says so where it was not.
final class ActiveKernels {
  static final Kernels CHOSEN = choose(System.getProperty("chainrule.kernels", ""));

  private static final String MODULE = "jdk.incubator.vector";

  /// Named by text, since the class cannot be linked without the module.
  private static final String VECTOR_KERNELS = "dev.chainrule.kernel.vector.VectorKernels";

  private ActiveKernels() {}

  static Kernels choose(String wanted) {
    boolean available = ModuleLayer.boot().findModule(MODULE).isPresent();
    return switch (wanted) {
      case "plain" -> new ReferenceKernels();
      case "vector" -> {
        if (!available) {
          throw new IllegalStateException(
              "chainrule.kernels=vector needs the Vector API; start the JVM with --add-modules "
                  + MODULE);
        }
        yield vectorKernels();
      }
      case "" -> {
        if (!available) {
          System.getLogger("dev.chainrule")
              .log(
                  Level.INFO,
                  "plain loops compute, slowly; for speed start the JVM with --add-modules "
                      + MODULE);
        }
        yield available ? vectorKernels() : new ReferenceKernels();
      }
      default ->
          throw new IllegalStateException(
              "chainrule.kernels must be vector or plain; given " + wanted);
    };
  }

  private static Kernels vectorKernels() {
    try {
      return Class.forName(VECTOR_KERNELS)
          .asSubclass(Kernels.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException e) {
      if (e.getCause() instanceof IllegalStateException setting) {
        throw setting;
      }
      throw new LinkageError(VECTOR_KERNELS + " is part of this library but cannot be used", e);
    }
  }
}
