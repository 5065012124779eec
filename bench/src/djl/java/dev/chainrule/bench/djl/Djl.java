package dev.chainrule.bench.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import dev.chainrule.bench.Contestant;
import dev.chainrule.bench.Fingerprint;
import dev.chainrule.bench.Input;
import dev.chainrule.bench.Job;
import dev.chainrule.bench.Task;
import java.util.List;
import java.util.Optional;

/// DJL with PyTorch: the character model and matrix products.
public final class Djl implements Contestant {
  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String start() {
    // Everything is on the class path: nothing shall be downloaded.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", threads());
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    Engine engine = Engine.getEngine("PyTorch");
    return "DJL " + Engine.getDjlVersion() + " with PyTorch " + engine.getVersion();
  }

  private static String threads() {
    return Optional.ofNullable(System.getenv("OMP_NUM_THREADS")).orElse("1");
  }

  @Override
  public Optional<Job> prepare(Task task) {
    return switch (task.operation()) {
      case "character step" -> Optional.of(new DjlCharacterModel(task));
      case "matmul" -> Optional.of(new Product(task));
      default -> Optional.empty();
    };
  }

  /// An input as DJL's array.
  static NDArray array(NDManager manager, Input input) {
    Shape shape = new Shape(input.shape().stream().mapToLong(Integer::longValue).toArray());
    return switch (input.type()) {
      case "float32" -> manager.create(input.floats(), shape);
      case "float64" -> manager.create(input.doubles(), shape);
      default -> manager.create(input.longs(), shape);
    };
  }

  private static final class Product implements Job {
    private final NDArray a;
    private final NDArray b;

    Product(Task task) {
      NDManager manager = NDManager.newBaseManager("PyTorch");
      NDArray left = array(manager, task.input("a"));
      NDArray right = array(manager, task.input("b"));
      a = task.is("transposeA") ? left.transpose() : left;
      b = task.is("transposeB") ? right.transpose() : right;
    }

    @Override
    public List<double[]> answer() {
      try (NDScope _ = new NDScope()) {
        NDScope.unregister(a, b);
        NDArray product = a.matMul(b);
        return List.of(
            product.getDataType().getNumOfBytes() == Double.BYTES
                ? Fingerprint.of(product.toDoubleArray())
                : Fingerprint.of(product.toFloatArray()));
      }
    }

    @Override
    public void run() {
      a.matMul(b).close();
    }
  }
}
