package dev.chainrule.check.doctor;

import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.check.code.Code;
import dev.chainrule.check.code.Spelling;
import dev.chainrule.check.code.Unwritable;
import dev.chainrule.check.doctor.Slice.Edge;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.check.graph.Place;
import dev.chainrule.check.pattern.Closeness;
import dev.chainrule.expr.Evaluation;
import dev.chainrule.expr.Expr;
import dev.chainrule.expr.Symbols;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.shape.Axes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The right gradient of a scene as code, in the author's names: its rules read as code.
final class RightLine {
  /// Longer lines are not what a person would write.
  private static final int LONGEST = 400;

  /// Values without a name are written out this deep.
  private static final int DEEPEST = 4;

  /// Stands for a value that has no name; a line that needs it is none.
  private static final String NAMELESS = "\0";

  /// How a line is looked for.
  ///
  /// @param spelling the language
  /// @param lasting whether only names are used that are never bound again
  record Manner(Spelling spelling, boolean lasting) {}

  private final Scene scene;
  private final Manner manner;
  private final Spelling spelling;
  private final Map<Place, Code> gradients = new HashMap<>();
  private final Map<Place, String> given;

  private RightLine(Scene scene, Manner manner, Map<Place, String> given) {
    this.scene = scene;
    this.manner = manner;
    this.spelling = manner.spelling();
    this.given = given;
  }

  /// The whole gradient; null where it has no short form.
  static @Nullable Code of(Scene scene, Manner manner) {
    return of(scene, manner, scene.slice().terms());
  }

  /// Some of its terms; null where they have no short form.
  static @Nullable Code of(Scene scene, Manner manner, List<Edge> terms) {
    return written(() -> new RightLine(scene, manner, Map.of()).sum(terms));
  }

  /// The whole gradient by the short form of a norm, in plain steps or in one operation; null where
  /// there is none, or the variable is not normalized.
  static @Nullable Code ofNorm(Scene scene, Manner manner) {
    Scene plain = scene.in().scene(scene.step().name(), true);
    Code code = ofNormIn(scene, manner);
    return code != null || plain == null ? code : ofNormIn(plain, manner);
  }

  private static @Nullable Code ofNormIn(Scene scene, Manner manner) {
    return written(() -> new NormLine(scene, new RightLine(scene, manner, Map.of())).code());
  }

  /// The gradient of the value at `place`, which has this name.
  static @Nullable Code at(Scene scene, Manner manner, Place place, String name) {
    return written(() -> new RightLine(scene, manner, Map.of(place, name)).gradient(place));
  }

  /// What `line` gives in `scene`, where it is right, and the same line is right in all `others`:
  /// no name then stands where it does by chance. Else null.
  static @Nullable Code everywhere(
      Scene scene, List<Case> others, Function<Scene, @Nullable Code> line) {
    Code code = right(scene, line);
    for (Case other : others) {
      Scene there = other.scene(scene.step().name(), scene.isDecomposed());
      Code same = code == null || there == null ? null : right(there, line);
      code = same != null && code != null && same.text().equals(code.text()) ? code : null;
    }
    return code;
  }

  private static @Nullable Code right(Scene scene, Function<Scene, @Nullable Code> line) {
    Code code = line.apply(scene);
    return code != null && Closeness.areClose(code.value(), scene.right()) ? code : null;
  }

  /// What may not be writable.
  private interface Writing {
    @Nullable Code write();
  }

  private static @Nullable Code written(Writing writing) {
    try {
      Code code = writing.write();
      boolean isLine =
          code != null && code.text().length() <= LONGEST && !code.text().contains(NAMELESS);
      return isLine ? code : null;
    } catch (Unwritable | IllegalArgumentException | IndexOutOfBoundsException e) {
      // A gradient of a wrong shape upstream: the right rule cannot be run with it.
      return null;
    }
  }

  private Code sum(List<Edge> terms) {
    Code sum = null;
    for (Edge edge : terms) {
      Code term = term(scene.place(edge.by()), edge.input());
      sum = sum == null ? term : spelling.add(sum, term);
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
    Code raw = Evaluation.of(rule, spelling, x, value(by), gradient(by));
    return raw.value().shape().equals(by.inputs().get(input).shape())
        ? raw
        : spelling.unbroadcast(raw, x.get(input));
  }

  /// What has a shorter form than its rule: products with vectors, and reading by an index.
  private @Nullable Code direct(Place by, int input, List<Code> x) {
    NdArray in = by.inputs().get(input);
    if (by.operation() instanceof Matmul matmul && (matmul.leftVector() || matmul.rightVector())) {
      return ofVector(matmul, input, x, gradient(by));
    }
    if (input != 0 || in.shape().rank() != 2 || !Scatters.gathers(by.operation())) {
      return null;
    }
    int columns = in.shape().size(1);
    int[] origins = Scatters.origins(by);
    Code rows = index(origins, columns, columns);
    if (rows != null) {
      return spelling.addedRows(x.get(0), rows, gradient(by));
    }
    boolean isOnePerRow = origins.length == in.shape().size(0);
    Code classes = isOnePerRow ? index(origins, 1, columns) : null;
    if (classes == null) {
      return null;
    }
    Code gradient = gradient(by);
    Code column =
        gradient.repeated() != null && gradient.repeated().value().isNumber()
            ? gradient.repeated()
            : gradient.value().shape().rank() == 1
                ? spelling.unsqueeze(gradient, Axes.single(1))
                : gradient;
    return spelling.mul(spelling.oneHot(classes, columns), column);
  }

  private @Nullable Code ofVector(Matmul matmul, int input, List<Code> x, Code gradOutput) {
    NdArray in = x.get(input).value();
    Code other = x.get(1 - input);
    boolean isOuter = in.shape().rank() == 2 && gradOutput.value().shape().rank() == 1;
    if (isOuter) {
      Code left = matmul.leftVector() ? other : gradOutput;
      Code right = matmul.leftVector() ? gradOutput : other;
      return spelling.outer(left, right);
    }
    boolean isProduct = in.shape().rank() == 1 && other.value().shape().rank() == 2;
    if (!isProduct) {
      return null;
    }
    Code matrix = input == 0 ? other : spelling.transpose(other);
    return spelling.apply(new Matmul(false, true), List.of(matrix, gradOutput));
  }

  /// The index tensor that says where was read: the rows that were read whole, `run` elements at a
  /// time, or, with a run of 1, the column that was read of each row. Null where no name has it.
  private @Nullable Code index(int[] origins, int run, int columns) {
    for (Run.Step step : scene.in().steps().values()) {
      NdArray index = step.value().array();
      boolean reads = index.dtype() == DType.INT64 && index.numel() * run == origins.length;
      for (int i = 0; reads && i < origins.length; i++) {
        long at =
            run == 1
                ? (long) i * columns + index.getLong(i)
                : index.getLong(i / columns) * columns + i % columns;
        reads = origins[i] == at;
      }
      if (reads && isUsable(step)) {
        return Code.name(step.name(), index);
      }
    }
    return null;
  }

  Code gradient(Place place) {
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
    NdArray wanted = scene.slice().gradient(place);
    Code like = terms.isEmpty() || wanted == null ? null : likeWritten(wanted);
    if (like != null) {
      return like;
    }
    // What no one gave is the loss's own gradient.
    return terms.isEmpty() ? spelling.constant(1) : sum(terms);
  }

  /// The gradient of `place` that the author wrote before, where it is the one that is wanted.
  private @Nullable Code named(Place place) {
    NdArray wanted = scene.slice().gradient(place);
    for (HandGradient gradient : scene.in().gradients().values()) {
      if (gradient.name().equals(scene.step().name())) {
        return null;
      }
      boolean isOf = scene.in().graph(scene.isDecomposed()).of(gradient.target().node()) == place;
      boolean isName = isOf && spelling.isName(gradient.name());
      if (isName && wanted != null && Closeness.areClose(gradient.value().array(), wanted)) {
        return Code.name(gradient.name(), wanted);
      }
    }
    return null;
  }

  /// A gradient like this one that the author has written before, or else a value.
  private @Nullable Code likeWritten(NdArray wanted) {
    for (HandGradient gradient : scene.in().gradients().values()) {
      if (gradient.name().equals(scene.step().name())) {
        break;
      }
      if (isTelling(wanted) && Closeness.areClose(gradient.value().array(), wanted)) {
        return Code.name(gradient.name(), wanted);
      }
    }
    return likeNamed(wanted);
  }

  /// Whether equality with it is no chance: its elements differ.
  private static boolean isTelling(NdArray value) {
    for (int i = 1; i < value.numel(); i++) {
      if (value.get(i) != value.get(0)) {
        return true;
      }
    }
    return false;
  }

  /// The value that was made at `place`.
  Code value(Place place) {
    return value(new Place.Source(place.value(), place), DEEPEST);
  }

  private Code value(Place.Source source, int depth) {
    String name = name(source);
    if (name != null) {
      return Code.name(name, source.value());
    }
    if (source.value().isNumber() || (source.place() == null && source.value().numel() == 1)) {
      return spelling.number(source.value());
    }
    Place place = source.place();
    Code like = place == null || place.isLeaf() ? null : likeNamed(source.value());
    if (like != null) {
      return like;
    }
    if (place == null || place.isLeaf() || depth == 0) {
      // It may be that no rule asks for it.
      return Code.name(NAMELESS, source.value());
    }
    List<Code> inputs = new ArrayList<>();
    for (Place.Source input : place.sources()) {
      inputs.add(value(input, depth - 1));
    }
    try {
      return spelling.apply(place.operation(), inputs);
    } catch (Unwritable e) {
      return Code.name(NAMELESS, source.value());
    }
  }

  private @Nullable String name(Place.Source source) {
    if (source.place() != null) {
      String said = given.get(source.place());
      String name = scene.in().nameOf(source.place(), scene.isDecomposed());
      Run.Step step = name == null ? null : scene.in().steps().get(name);
      return said != null ? said : step == null || isUsable(step) ? name : null;
    }
    for (Run.Step step : scene.in().steps().values()) {
      NdArray array = step.value().array();
      boolean isSame =
          array.buffer() == source.value().buffer()
              && array.shape().equals(source.value().shape())
              && array.offset() == source.value().offset();
      if (isSame && isUsable(step)) {
        return step.name();
      }
    }
    return null;
  }

  /// A value like this one that the author has named before, where there is one.
  @Nullable Code likeNamed(NdArray value) {
    for (Run.Step step : scene.in().steps().values()) {
      boolean isBefore = step.line() == 0 || step.line() < scene.step().line();
      boolean isTensor = step.value().dtype().isFloat() && isTelling(value);
      if (isBefore
          && isTensor
          && isUsable(step)
          && Closeness.areClose(step.value().array(), value)) {
        return Code.name(step.name(), value);
      }
    }
    return null;
  }

  private boolean isUsable(Run.Step step) {
    return spelling.isName(step.name()) && (!manner.lasting() || step.later() == null);
  }

  Spelling spelling() {
    return spelling;
  }
}
