package dev.chainrule.check.doctor;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.check.python.Code;
import dev.chainrule.check.python.Python;
import dev.chainrule.check.python.Unwritable;
import dev.chainrule.expr.Evaluation;
import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Symbols;
import dev.chainrule.op.linalg.Matmul;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The right gradient of a scene as Python, in the author's names: its rules read as code.
final class RightLine {
  /// Longer lines are not what a person would write.
  private static final int LONGEST = 160;

  /// Values without a name are written out this deep.
  private static final int DEEPEST = 4;

  private final Scene scene;
  private final Map<Place, Code> gradients = new HashMap<>();

  private RightLine(Scene scene) {
    this.scene = scene;
  }

  /// The whole gradient; null where it has no short form.
  static @Nullable String of(Scene scene) {
    return of(scene, scene.slice().terms());
  }

  /// Some of its terms; null where they have no short form.
  static @Nullable String of(Scene scene, List<Edge> terms) {
    try {
      Code code = new RightLine(scene).sum(terms);
      return code.text().length() <= LONGEST ? code.text() : null;
    } catch (Unwritable | IllegalArgumentException | IndexOutOfBoundsException e) {
      // A gradient of a wrong shape upstream: the right rule cannot be run with it.
      return null;
    }
  }

  private Code sum(List<Edge> terms) {
    Code sum = null;
    for (Edge edge : terms) {
      Code term = term(scene.place(edge.by()), edge.input());
      sum = sum == null ? term : Python.INSTANCE.add(sum, term);
    }
    if (sum == null) {
      throw new Unwritable("an empty sum");
    }
    return sum;
  }

  private Code term(Place by, int input) {
    List<Code> x = new ArrayList<>();
    List<Expr> symbols = new ArrayList<>();
    for (Place.Source source : by.sources()) {
      boolean isNumber = source.place() == null && source.value().isNumber();
      symbols.add(isNumber ? new Expr.Constant(source.value().get(0)) : Expr.Variable.x(x.size()));
      x.add(value(source, DEEPEST));
    }
    Code direct = direct(by, input, x);
    if (direct != null) {
      return direct;
    }
    // Read as symbols first: what is known of the numbers in it falls away.
    Expr rule =
        by.operation()
            .vjp(Symbols.INSTANCE, input, symbols, Expr.Variable.Y, Expr.Variable.GRAD_OUTPUT);
    Code y = value(new Place.Source(by.value(), by), DEEPEST);
    Code raw = Evaluation.of(rule, Python.INSTANCE, x, y, gradient(by));
    return raw.value().shape().equals(by.inputs().get(input).shape())
        ? raw
        : Python.INSTANCE.unbroadcast(raw, x.get(input));
  }

  /// What has a shorter form than its rule: products with vectors, and reading by an index.
  private @Nullable Code direct(Place by, int input, List<Code> x) {
    NdArray in = by.inputs().get(input);
    if (by.operation() instanceof Matmul matmul && (matmul.leftVector() || matmul.rightVector())) {
      return ofVector(matmul, input, x, gradient(by), in);
    }
    String index = input == 0 && in.shape().rank() == 2 ? rowIndex(by) : null;
    if (index == null) {
      return null;
    }
    int columns = in.shape().size(1);
    String rows = "%s.reshape(-1, %d)".formatted(gradient(by).text(), columns);
    String text =
        "torch.zeros(%d, %d).index_add_(0, %s.reshape(-1), %s)"
            .formatted(in.shape().size(0), columns, index, rows);
    return Code.name(text, in);
  }

  private static @Nullable Code ofVector(
      Matmul matmul, int input, List<Code> x, Code gradOutput, NdArray in) {
    Code other = x.get(1 - input);
    boolean isOuter = in.shape().rank() == 2 && gradOutput.value().shape().rank() == 1;
    if (isOuter) {
      Code left = matmul.leftVector() ? other : gradOutput;
      Code right = matmul.leftVector() ? gradOutput : other;
      return Code.name("torch.outer(%s, %s)".formatted(left.text(), right.text()), in);
    }
    boolean isProduct = in.shape().rank() == 1 && other.value().shape().rank() == 2;
    if (!isProduct) {
      return null;
    }
    Code matrix = input == 0 ? other : Python.INSTANCE.transpose(other);
    return Python.INSTANCE.apply(new Matmul(false, true), List.of(matrix, gradOutput));
  }

  /// The name of the index tensor whose rows were read; null where none is.
  private @Nullable String rowIndex(Place by) {
    if (!Scatters.gathers(by.operation())) {
      return null;
    }
    int[] origins = Scatters.origins(by);
    int columns = by.inputs().get(0).shape().size(1);
    for (Run.Step step : scene.in().steps().values()) {
      NdArray index = step.value().array();
      boolean fits = index.dtype() == DType.INT64 && index.numel() * columns == origins.length;
      boolean reads = fits;
      for (int i = 0; reads && i < origins.length; i++) {
        reads = origins[i] == index.getLong(i / columns) * columns + i % columns;
      }
      if (reads) {
        return step.name();
      }
    }
    return null;
  }

  private Code gradient(Place place) {
    Code known = gradients.get(place);
    if (known == null) {
      Code named = named(place);
      known = named == null ? unnamed(place) : named;
      gradients.put(place, known);
    }
    return known;
  }

  private Code unnamed(Place place) {
    List<Edge> terms = scene.slice().terms(place);
    // What no one gave is the loss's own gradient.
    return terms.isEmpty() ? Python.INSTANCE.constant(1) : sum(terms);
  }

  /// The gradient of `place` that the author wrote before, where it is the one that is wanted.
  private @Nullable Code named(Place place) {
    NdArray wanted = scene.slice().gradient(place);
    for (HandGradient gradient : scene.in().gradients().values()) {
      if (gradient.name().equals(scene.step().name())) {
        return null;
      }
      boolean isOf = scene.in().graph(scene.isDecomposed()).of(gradient.target().node()) == place;
      if (isOf && wanted != null && Closeness.areClose(gradient.value().array(), wanted)) {
        return Code.name(gradient.name(), wanted);
      }
    }
    return null;
  }

  private Code value(Place.Source source, int depth) {
    String name = name(source);
    if (name != null) {
      return Code.name(name, source.value());
    }
    if (source.value().isNumber() || (source.place() == null && source.value().numel() == 1)) {
      return Python.number(source.value());
    }
    Place place = source.place();
    if (place == null || place.isLeaf() || depth == 0) {
      // It may be that no rule asks for it.
      return Code.name("\0", source.value());
    }
    List<Code> inputs = new ArrayList<>();
    for (Place.Source input : place.sources()) {
      inputs.add(value(input, depth - 1));
    }
    try {
      return Python.INSTANCE.apply(place.operation(), inputs);
    } catch (Unwritable e) {
      return Code.name("\0", source.value());
    }
  }

  private @Nullable String name(Place.Source source) {
    if (source.place() != null) {
      return scene.in().nameOf(source.place(), scene.isDecomposed());
    }
    for (Run.Step step : scene.in().steps().values()) {
      NdArray array = step.value().array();
      boolean isSame =
          array.buffer() == source.value().buffer()
              && array.shape().equals(source.value().shape())
              && array.offset() == source.value().offset();
      if (isSame) {
        return step.name();
      }
    }
    return null;
  }
}
