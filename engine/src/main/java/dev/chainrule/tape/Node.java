package dev.chainrule.tape;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Uses;
import dev.chainrule.shape.Broadcast;
import dev.chainrule.shape.Shape;
import dev.chainrule.shape.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A place on the tape: a leaf, or one application of an operation with what its rule needs.
///
/// Of the inputs and the output it keeps the elements only where the rule reads them, and else the
/// shape, so that memory is held no longer than the backward pass needs it. A tape belongs to one
/// thread.
public final class Node {
  private static final @Nullable Node[] NO_INPUTS = {};
  private static final NdArray[] NO_VALUES = {};
  private static final int[] NO_VERSIONS = {};

  private final @Nullable Plan plan;
  private final @Nullable Node[] inputs;
  private final NdArray[] values;
  private NdArray output;
  private final int[] versions;
  private @Nullable NdArray residual;
  private boolean released;
  private boolean retainGrad;
  private @Nullable Recorded grad;
  private boolean isGradMade;
  private @Nullable List<UnaryOperator<Recorded>> hooks;

  /// What the running backward pass knows of this place.
  private @Nullable Visit<?> visit;

  private Node(@Nullable Plan plan, @Nullable Node[] inputs, NdArray[] values, NdArray output) {
    this.plan = plan;
    this.inputs = inputs;
    this.values = values;
    this.output = output;
    this.versions = versions(values, output);
  }

  /// The versions of the buffers that are kept: the inputs', then the output's.
  private static int[] versions(NdArray[] values, NdArray output) {
    boolean any = output.hasElements();
    for (NdArray value : values) {
      any |= value.hasElements();
    }
    int[] versions = any ? new int[values.length + 1] : NO_VERSIONS;
    for (int i = 0; i < versions.length; i++) {
      NdArray kept = i < values.length ? values[i] : output;
      versions[i] = kept.hasElements() ? kept.buffer().version() : 0;
    }
    return versions;
  }

  /// A leaf: a tensor whose gradient is wanted, of the shape and dtype of `array`.
  public static Node leaf(NdArray array) {
    return new Node(null, NO_INPUTS, NO_VALUES, array.shapeOnly());
  }

  /// The application of `operation` to `x`, whose places on the tape are `inputs`, giving `y`; null
  /// where no input with a place has a gradient.
  ///
  /// @param keepsAll whether to keep all values, also those that the rule does not read
  public static @Nullable Node record(
      Operation operation, List<NdArray> x, @Nullable Node[] inputs, NdArray y, boolean keepsAll) {
    boolean[] wanted = new boolean[inputs.length];
    boolean any = false;
    for (int i = 0; i < inputs.length; i++) {
      wanted[i] = inputs[i] != null && operation.differentiable(i);
      any |= wanted[i];
    }
    if (!any || !y.dtype().isFloat()) {
      return null;
    }
    Plan plan = Plan.of(operation);
    Uses uses = plan.uses(wanted);
    @Nullable Node[] sources = new Node[inputs.length];
    NdArray[] values = new NdArray[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      sources[i] = wanted[i] ? inputs[i] : null;
      values[i] = keepsAll || uses.input(i) ? x.get(i) : x.get(i).shapeOnly();
    }
    return new Node(plan, sources, values, keepsAll || uses.output() ? y : y.shapeOnly());
  }

  /// Whether `operation` is part of this library.
  public static boolean isOurs(Operation operation) {
    return Plan.of(operation).isOurs();
  }

  public boolean isLeaf() {
    return plan == null;
  }

  /// The operation; not for leaves.
  public Operation operation() {
    return plan().operation();
  }

  Plan plan() {
    if (plan == null) {
      throw new IllegalStateException("a leaf has no operation");
    }
    return plan;
  }

  public int arity() {
    return inputs.length;
  }

  /// The place of input number `i`, or null where it needs no gradient.
  public @Nullable Node input(int i) {
    return inputs[i];
  }

  /// Input number `i`: its elements where the rule reads them, else its shape.
  public NdArray value(int i) {
    return checked(values[i], i);
  }

  /// The output: its elements where the rule reads them, else its shape.
  public NdArray output() {
    return checked(output, values.length);
  }

  /// Keeps what the forward pass left for the kernel of the gradients.
  public void keep(NdArray left) {
    residual = left;
  }

  /// What the forward pass left; null where there is nothing, or it ended with its scope.
  @Nullable NdArray residual() {
    return residual == null || residual.hasEnded() ? null : residual;
  }

  Shape outputShape() {
    return output.shape();
  }

  /// Refuses a gradient that the rule gave for input number `i` and that does not fit it.
  public void requireFit(Shape gradient, int i) {
    Shape wanted = values[i].shape();
    if (!Broadcast.fits(wanted, gradient)) {
      throw new ShapeException(
          operation().name(),
          "the rule must give input %d, which is %s, a gradient of that shape or of one that broadcasting made of it; given %s"
              .formatted(i, wanted, gradient),
          wanted,
          gradient);
    }
  }

  private NdArray checked(NdArray array, int slot) {
    if (released) {
      throw new IllegalStateException(
          "backward: this graph was already released; run forward again, or pass retainGraph");
    }
    if (array.hasElements() && array.buffer().version() != versions[slot]) {
      throw new IllegalStateException(
          "backward: %s needs a value that %s has overwritten since; write to a copy, or after backward"
              .formatted(operation().name(), array.buffer().writer()));
    }
    return array;
  }

  /// Asks for the gradient of this place to be kept, though it is no leaf.
  public void retainGrad() {
    retainGrad = true;
  }

  boolean keepsGrad() {
    return retainGrad || isLeaf();
  }

  /// The accumulated gradient, or null where no backward pass has reached this place.
  public @Nullable Recorded grad() {
    return grad;
  }

  /// Sets or forgets the gradient.
  public void setGrad(@Nullable Recorded gradient) {
    grad = gradient;
    isGradMade = false;
  }

  /// Keeps a gradient that a backward pass made.
  void deposit(Recorded gradient) {
    grad = gradient;
    isGradMade = true;
  }

  /// The gradient if its elements are its own, since a backward pass made them; null where there is
  /// none, or a user set it.
  public @Nullable Recorded madeGrad() {
    return isGradMade ? grad : null;
  }

  /// Has `hook` see, and perhaps replace, the gradient of this place as soon as it is complete.
  public void addHook(UnaryOperator<Recorded> hook) {
    if (hooks == null) {
      hooks = new ArrayList<>();
    }
    hooks.add(hook);
  }

  List<UnaryOperator<Recorded>> hooks() {
    return hooks == null ? List.of() : hooks;
  }

  @Nullable Visit<?> visit() {
    return visit;
  }

  void setVisit(@Nullable Visit<?> now) {
    visit = now;
  }

  boolean isReleased() {
    return released;
  }

  /// Lets go of what was kept for the backward pass.
  void release() {
    if (plan != null) {
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i].shapeOnly();
        inputs[i] = null;
      }
      output = output.shapeOnly();
      residual = null;
      released = true;
    }
  }
}
