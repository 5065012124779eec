package dev.chainrule;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.NdArray;
import dev.chainrule.array.Recycling;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A part of a program whose tensors end with it, so that the next part is given their memory.
///
/// Java does not say when the last reference to a tensor goes, so results are left to the garbage
/// collector, and each new one is made in memory that has been cleared and is in no cache. A step
/// of a training that runs in a scope is made where the step before it was.
///
/// ```java
/// for (int step = 0; step < 1_000; step++) {
///   double loss = TensorScope.call(() -> trainOn(batches.next()).item());
/// }
/// ```
///
/// With the scope end the results that operations computed in it, on its thread, and the gradients
/// that `zeroGrad` cleared in it. What stays: what was there before, tensors made of Java's numbers
/// or drawn at random, gradients of leaves and those that are retained, the tensor that the body
/// returns, and what [#keep] was given. To read what has ended is an error that says so. A view
/// ends with what it looks into. Scopes nest, and what an inner one keeps belongs to the outer one.
public final class TensorScope {
  private static final ThreadLocal<@Nullable TensorScope> CURRENT = new ThreadLocal<>();

  private final @Nullable TensorScope outer;
  private Buffer[] buffers = new Buffer[64];
  private int count;

  private TensorScope(@Nullable TensorScope outer) {
    this.outer = outer;
  }

  /// Runs `body` in a scope.
  public static void run(Runnable body) {
    call(
        () -> {
          body.run();
          return true;
        });
  }

  /// Runs `body` in a scope and returns what it returns. If that is a tensor, it is kept; tensors
  /// that are parts of something else are not.
  public static <R> R call(Supplier<R> body) {
    TensorScope scope = new TensorScope(CURRENT.get());
    CURRENT.set(scope);
    try {
      R result = body.get();
      if (result instanceof Tensor tensor) {
        keep(tensor);
      }
      return result;
    } finally {
      CURRENT.set(scope.outer);
      Recycling.release(scope.buffers, scope.count);
    }
  }

  /// Lets the elements of `tensor` outlive the innermost scope; returns it.
  public static Tensor keep(Tensor tensor) {
    TensorScope scope = CURRENT.get();
    if (scope != null && scope.remove(tensor.array().buffer()) && scope.outer != null) {
      scope.outer.add(tensor.array());
    }
    return tensor;
  }

  /// The scope that this thread is in, or null.
  static @Nullable TensorScope current() {
    return CURRENT.get();
  }

  /// Has the elements of `array`, which are nobody else's, end with this scope.
  void add(NdArray array) {
    Buffer buffer = array.buffer();
    if (count == buffers.length) {
      buffers = Arrays.copyOf(buffers, 2 * count);
    }
    buffers[count++] = buffer;
  }

  /// Whether `buffer` would have ended with this scope. What is kept was mostly made last.
  private boolean remove(Buffer buffer) {
    for (int i = count - 1; i >= 0; i--) {
      if (buffers[i] == buffer) {
        buffers[i] = buffers[--count];
        return true;
      }
    }
    return false;
  }
}
