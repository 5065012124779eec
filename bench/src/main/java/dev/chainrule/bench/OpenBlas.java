package dev.chainrule.bench;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// OpenBLAS's matrix product, called from Java without a library between. It writes to memory that
/// is there already, where the others make a new result each time.
@SuppressWarnings("restricted") // native code is what is measured
final class OpenBlas implements Contestant {
  private static final List<String> LIBRARIES =
      List.of("libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas.dll");
  private static final int ROW_MAJOR = 101;
  private static final int NORMAL = 111;
  private static final int TRANSPOSED = 112;
  private static final long ALIGNMENT = 64;
  private static final long LONGEST_TEXT = 1024;

  private @Nullable SymbolLookup library;

  @Override
  public String name() {
    return "openblas";
  }

  @Override
  public String start() throws UnavailableException {
    SymbolLookup found = load();
    library = found;
    String[] config = text(found, "openblas_get_config").split(" ", 3);
    return config[0] + " " + config[1] + " for " + text(found, "openblas_get_corename");
  }

  /// What a function without parameters says.
  private static String text(SymbolLookup library, String function) {
    MethodHandle call =
        Linker.nativeLinker()
            .downcallHandle(library.findOrThrow(function), FunctionDescriptor.of(ADDRESS));
    try {
      return ((MemorySegment) call.invokeExact()).reinterpret(LONGEST_TEXT).getString(0);
    } catch (Throwable e) {
      throw new IllegalStateException(function + " failed", e);
    }
  }

  private static SymbolLookup load() throws UnavailableException {
    String reason = "";
    for (String name : LIBRARIES) {
      try {
        return SymbolLookup.libraryLookup(name, Arena.global());
      } catch (IllegalArgumentException e) {
        reason = e.getMessage();
      }
    }
    throw new UnavailableException("there is no such library: " + reason);
  }

  @Override
  public Optional<Job> prepare(Task task) {
    SymbolLookup found = library;
    boolean matrices = task.operation().equals("matmul") && task.input("a").shape().size() == 2;
    return matrices && found != null ? Optional.of(new Product(found, task)) : Optional.empty();
  }

  /// One product, ready.
  private static final class Product implements Job {
    private final MethodHandle gemm;
    private final MemorySegment c;
    private final boolean single;

    Product(SymbolLookup library, Task task) {
      Input left = task.input("a");
      Input right = task.input("b");
      boolean transposeA = task.is("transposeA");
      boolean transposeB = task.is("transposeB");
      single = left.type().equals("float32");
      int lda = left.shape().get(1);
      int ldb = right.shape().get(1);
      int m = transposeA ? lda : left.shape().get(0);
      int k = transposeA ? left.shape().get(0) : lda;
      int n = transposeB ? right.shape().get(0) : ldb;
      c = Arena.ofAuto().allocate((single ? 4L : 8L) * m * n, ALIGNMENT);
      ValueLayout number = single ? JAVA_FLOAT : JAVA_DOUBLE;
      MethodHandle raw =
          Linker.nativeLinker()
              .downcallHandle(
                  library.findOrThrow(single ? "cblas_sgemm" : "cblas_dgemm"),
                  FunctionDescriptor.ofVoid(
                      JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, number, ADDRESS,
                      JAVA_INT, ADDRESS, JAVA_INT, number, ADDRESS, JAVA_INT));
      int ta = transposeA ? TRANSPOSED : NORMAL;
      int tb = transposeB ? TRANSPOSED : NORMAL;
      Object one = single ? (Object) 1f : (Object) 1.0;
      Object zero = single ? (Object) 0f : (Object) 0.0;
      gemm =
          MethodHandles.insertArguments(
                  raw,
                  0,
                  ROW_MAJOR,
                  ta,
                  tb,
                  m,
                  n,
                  k,
                  one,
                  copy(left),
                  lda,
                  copy(right),
                  ldb,
                  zero,
                  c,
                  n)
              .asType(MethodType.methodType(void.class));
    }

    private static MemorySegment copy(Input input) {
      boolean single = input.type().equals("float32");
      MemorySegment source =
          single ? MemorySegment.ofArray(input.floats()) : MemorySegment.ofArray(input.doubles());
      return Arena.ofAuto().allocate(source.byteSize(), ALIGNMENT).copyFrom(source);
    }

    @Override
    public List<double[]> answer() {
      run();
      return List.of(
          single ? Fingerprint.of(c.toArray(JAVA_FLOAT)) : Fingerprint.of(c.toArray(JAVA_DOUBLE)));
    }

    @Override
    public void run() {
      try {
        gemm.invokeExact();
      } catch (Throwable e) {
        throw new IllegalStateException("OpenBLAS failed", e);
      }
    }
  }
}
