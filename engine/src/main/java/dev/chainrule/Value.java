package dev.chainrule;

import dev.chainrule.expr.Rule;
import dev.chainrule.expr.ScalarFunction;
import dev.chainrule.op.Binary;
import dev.chainrule.op.Elementwise;
import dev.chainrule.op.Ops;
import dev.chainrule.op.Unary;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The scalar engine: a number that remembers how it was made, with the same rules as tensors.
///
/// A value holds its inputs and the partial derivative along each, computed when it was made, so
/// that the backward pass multiplies and adds and nothing else. There is no object for an edge, and
/// no recursion. Every value is a float64 and gets a gradient. Not safe for use by several threads.
///
/// ```java
/// Value w = Value.of(0.4);
/// Value loss = w.mul(2).tanh().sub(1).pow(2);
/// loss.backward();
/// double slope = w.grad();
/// ```
public final class Value {
  private static final OneInput NEG = OneInput.of(Ops.NEG);
  private static final OneInput EXP = OneInput.of(Ops.EXP);
  private static final OneInput LOG = OneInput.of(Ops.LOG);
  private static final OneInput TANH = OneInput.of(Ops.TANH);
  private static final OneInput SIGMOID = OneInput.of(Ops.SIGMOID);
  private static final OneInput RELU = OneInput.of(Ops.RELU);
  private static final TwoInputs ADD = TwoInputs.of(Ops.ADD);
  private static final TwoInputs SUB = TwoInputs.of(Ops.SUB);
  private static final TwoInputs MUL = TwoInputs.of(Ops.MUL);
  private static final TwoInputs DIV = TwoInputs.of(Ops.DIV);
  private static final TwoInputs POW = TwoInputs.of(Ops.POW);

  /// What [#apply] was given besides these.
  private static final Map<Unary, OneInput> UNARY = new ConcurrentHashMap<>();

  private static final Map<Binary, TwoInputs> BINARY = new ConcurrentHashMap<>();

  private double data;
  private double grad;
  private final @Nullable Value first;
  private final @Nullable Value second;
  private final double firstPartial;
  private final double secondPartial;

  /// Uses not yet seen by the running backward pass; 0 while none runs.
  private int pending;

  private Value(
      double data,
      @Nullable Value first,
      double firstPartial,
      @Nullable Value second,
      double secondPartial) {
    this.data = data;
    this.first = first;
    this.firstPartial = firstPartial;
    this.second = second;
    this.secondPartial = secondPartial;
  }

  /// An operation and its partial derivative. These are records in constants, so that the JVM
  /// compiles what they hold into the place where they are used.
  private record OneInput(Unary operation, ScalarFunction partial) {
    static OneInput of(Unary operation) {
      return new OneInput(operation, partialOf(operation, 0, 1));
    }

    Value apply(Value x) {
      double y = operation.at(x.data);
      return new Value(y, x, partial.at(x.data, 0, y), null, 0);
    }
  }

  /// The same for two inputs, of which the second may be a number.
  private record TwoInputs(Binary operation, ScalarFunction first, ScalarFunction second) {
    static TwoInputs of(Binary operation) {
      return new TwoInputs(operation, partialOf(operation, 0, 2), partialOf(operation, 1, 2));
    }

    Value apply(Value a, Value b) {
      double y = operation.at(a.data, b.data);
      return new Value(y, a, first.at(a.data, b.data, y), b, second.at(a.data, b.data, y));
    }

    Value apply(Value a, double b) {
      double y = operation.at(a.data, b);
      return new Value(y, a, first.at(a.data, b, y), null, 0);
    }
  }

  private static ScalarFunction partialOf(Elementwise operation, int input, int arity) {
    return operation.differentiable(input)
        ? ScalarFunction.of(Rule.partial(operation, input, arity).gradInput())
        : (a, b, y) -> 0;
  }

  /// A leaf.
  public static Value of(double data) {
    return new Value(data, null, 0, null, 0);
  }

  /// The result of an elementwise operation of one input, of ours or of a user's.
  public static Value apply(Unary operation, Value x) {
    return UNARY.computeIfAbsent(operation, OneInput::of).apply(x);
  }

  /// The result of an elementwise operation of two inputs, of ours or of a user's.
  public static Value apply(Binary operation, Value a, Value b) {
    return BINARY.computeIfAbsent(operation, TwoInputs::of).apply(a, b);
  }

  public double data() {
    return data;
  }

  /// Overwrites the number of a leaf, as an optimiser does.
  public void setData(double value) {
    if (first != null) {
      throw new IllegalStateException("setData: only a leaf can be set; this value was computed");
    }
    data = value;
  }

  /// The gradient of what the last backward passes started at, added up for leaves.
  public double grad() {
    return grad;
  }

  public void zeroGrad() {
    grad = 0;
  }

  public Value add(Value other) {
    return ADD.apply(this, other);
  }

  public Value add(double other) {
    return ADD.apply(this, other);
  }

  public Value sub(Value other) {
    return SUB.apply(this, other);
  }

  public Value sub(double other) {
    return SUB.apply(this, other);
  }

  public Value mul(Value other) {
    return MUL.apply(this, other);
  }

  public Value mul(double other) {
    return MUL.apply(this, other);
  }

  public Value div(Value other) {
    return DIV.apply(this, other);
  }

  public Value div(double other) {
    return DIV.apply(this, other);
  }

  public Value pow(Value exponent) {
    return POW.apply(this, exponent);
  }

  public Value pow(double exponent) {
    return POW.apply(this, exponent);
  }

  public Value neg() {
    return NEG.apply(this);
  }

  public Value exp() {
    return EXP.apply(this);
  }

  public Value log() {
    return LOG.apply(this);
  }

  public Value tanh() {
    return TANH.apply(this);
  }

  public Value sigmoid() {
    return SIGMOID.apply(this);
  }

  public Value relu() {
    return RELU.apply(this);
  }

  /// Adds the gradient of this value to every leaf that it was made of, and sets that of every
  /// value between.
  public void backward() {
    Stack open = new Stack();
    countUses(open);
    grad = first == null ? grad + 1 : 1;
    open.push(this);
    while (open.size > 0) {
      Value value = open.pop();
      double gradOutput = value.grad;
      if (value.first != null) {
        value.first.arrive(gradOutput, value.firstPartial, open);
      }
      if (value.second != null) {
        value.second.arrive(gradOutput, value.secondPartial, open);
      }
    }
  }

  /// Where the derivative is zero by a condition so is the gradient, also when `gradOutput` is
  /// infinite.
  private void arrive(double gradOutput, double partial, Stack ready) {
    grad += partial == 0 ? 0 : gradOutput * partial;
    if (--pending == 0) {
      ready.push(this);
    }
  }

  /// Counts how often each value below this one is used, and sets the gradients between to zero.
  private void countUses(Stack open) {
    open.push(this);
    while (open.size > 0) {
      Value value = open.pop();
      if (value.first != null) {
        value.grad = 0;
        value.first.use(open);
      }
      if (value.second != null) {
        value.second.use(open);
      }
    }
  }

  private void use(Stack open) {
    if (pending++ == 0) {
      open.push(this);
    }
  }

  /// `Value(data=0.5, grad=0.0)`.
  @Override
  public String toString() {
    return "Value(data=" + data + ", grad=" + grad + ")";
  }

  /// A growing array of values. The last comes first: what was made last lies together in memory.
  private static final class Stack {
    private Value[] values = new Value[64];
    private int size;

    void push(Value value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    Value pop() {
      return values[--size];
    }
  }
}
