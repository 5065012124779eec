package dev.chainrule.worksheet.torch;

import dev.chainrule.Tensor;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.shape.Shape;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.Describe;
import dev.chainrule.worksheet.value.ListValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Products of matrices and vectors.
final class Products {
  /// Functions of `torch` and methods.
  static final String[] FUNCTIONS = {
    "matmul(input, other)",
    "mm(input, mat2)",
    "bmm(input, mat2)",
    "dot(input, other)",
    "outer(input, vec2)",
  };

  /// Functions of `torch`.
  static final String[] TORCH_ONLY = {"einsum(equation, *operands)"};

  private Products() {}

  static Object call(String name, Call call) {
    return switch (name) {
      case "matmul" -> matmul(call.torch(), name, call.input(), call.tensor("other"));
      case "mm" -> {
        requireRanks(call, 2, call.input(), call.tensor("mat2"));
        yield matmul(call.torch(), name, call.input(), call.tensor("mat2"));
      }
      case "bmm" -> {
        TensorValue right = call.tensor("mat2");
        requireRanks(call, 3, call.input(), right);
        if (call.input().shape().size(0) != right.shape().size(0)) {
          throw call.error(
              "both must have as many matrices; given "
                  + call.input().shape()
                  + " and "
                  + right.shape());
        }
        yield matmul(call.torch(), name, call.input(), right);
      }
      case "dot" -> {
        TensorValue other = call.tensor("other");
        call.requireOneDtype(call.input(), other);
        Costs.product(call.torch(), 1, call.input().shape().numel());
        yield call.apply(x -> x.get(0).dot(x.get(1)), call.input(), other);
      }
      case "outer" -> {
        TensorValue other = call.tensor("vec2");
        Costs.elements(
            call.torch(), Costs.elements(call.input().shape().numel(), other.shape().numel()));
        yield call.apply(x -> x.get(0).outer(x.get(1)), call.input(), other);
      }
      case "einsum" -> einsum(call);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /// `left @ right`.
  static TensorValue matmul(Torch torch, String name, Object left, Object right) {
    if (!(left instanceof TensorValue a) || !(right instanceof TensorValue b)) {
      Object number = left instanceof TensorValue ? right : left;
      throw new WorksheetException(
          name + ": both must be tensors; given " + Describe.value(number) + "; use *");
    }
    if (torch.precision() == Precision.OWN && a.dtype() != b.dtype()) {
      throw new WorksheetException(
          name
              + ": both must have one dtype; given "
              + a.dtype()
              + " and "
              + b.dtype()
              + "; convert one, as with .float()");
    }
    if (a.shape().rank() > 0 && b.shape().rank() > 0) {
      charge(torch, a.shape(), b.shape());
    }
    return torch.apply(name, x -> x.get(0).matmul(x.get(1)), a, b).madeBy(step(name, a, b));
  }

  /// PyTorch has several products, by the numbers of dimensions.
  private static String step(String name, TensorValue a, TensorValue b) {
    int left = a.shape().rank();
    int right = b.shape().rank();
    if (name.equals("bmm")) {
      return "BmmBackward0";
    }
    if (left > 2 || right > 2) {
      return "UnsafeViewBackward0";
    }
    if (left == 2) {
      return right == 2 ? "MmBackward0" : "MvBackward0";
    }
    return right == 2 ? "SqueezeBackward3" : "DotBackward0";
  }

  private static void charge(Torch torch, Shape a, Shape b) {
    long batch = Costs.broadcast(List.of(leading(a), leading(b)));
    long rows = a.rank() > 1 ? a.size(-2) : 1;
    long columns = b.rank() > 1 ? b.size(-1) : 1;
    Costs.product(torch, Costs.elements(batch, rows, columns), a.size(-1));
  }

  private static Shape leading(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.toArray(), Math.max(0, shape.rank() - 2)));
  }

  private static void requireRanks(Call call, int rank, TensorValue... tensors) {
    for (TensorValue tensor : tensors) {
      if (tensor.shape().rank() != rank) {
        throw call.error(
            "both must have "
                + rank
                + " axes; given "
                + tensors[0].shape()
                + " and "
                + tensors[1].shape()
                + "; matmul takes others");
      }
    }
  }

  private static TensorValue einsum(Call call) {
    List<Object> given = call.arguments().rest("operands");
    boolean areListed = given.size() == 1 && given.get(0) instanceof ListValue;
    List<Object> operands =
        areListed && given.get(0) instanceof ListValue list ? list.items() : given;
    TensorValue[] tensors = new TensorValue[operands.size()];
    for (int i = 0; i < tensors.length; i++) {
      if (!(operands.get(i) instanceof TensorValue tensor)) {
        throw call.arguments().mismatch("operands", "tensors", operands.get(i));
      }
      tensors[i] = tensor;
    }
    call.requireOneDtype(tensors);
    String equation = call.text("equation").replace(" ", "");
    charge(call.torch(), equation, tensors);
    return call.apply(x -> Tensor.einsum(equation, x.toArray(Tensor[]::new)), (Object[]) tensors);
  }

  /// Charges each join of two operands, from left to right, as the engine computes them: the labels
  /// that are needed later make the result, all labels the work.
  private static void charge(Torch torch, String equation, TensorValue[] tensors) {
    int arrow = equation.indexOf("->");
    String[] terms = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
    Map<Integer, Long> sizes = new HashMap<>();
    for (int i = 0; i < Math.min(terms.length, tensors.length); i++) {
      Shape shape = tensors[i].shape();
      for (int d = 0; d < Math.min(terms[i].length(), shape.rank()); d++) {
        sizes.merge((int) terms[i].charAt(d), (long) shape.size(d), Math::max);
      }
    }
    Set<Integer> joined = new HashSet<>();
    for (int i = 0; i < terms.length; i++) {
      terms[i].chars().forEach(joined::add);
      long work = volume(joined, sizes);
      Set<Integer> kept = new HashSet<>(joined);
      if (arrow >= 0) {
        Set<Integer> later = new HashSet<>();
        equation.substring(arrow).chars().forEach(later::add);
        for (int j = i + 1; j < terms.length; j++) {
          terms[j].chars().forEach(later::add);
        }
        kept.retainAll(later);
      }
      Costs.elements(torch, volume(kept, sizes));
      torch.run().budget().multiplyAdds(work);
      joined = kept;
    }
  }

  private static long volume(Set<Integer> labels, Map<Integer, Long> sizes) {
    return Costs.elements(
        labels.stream().mapToLong(label -> sizes.getOrDefault(label, 1L)).toArray());
  }
}
