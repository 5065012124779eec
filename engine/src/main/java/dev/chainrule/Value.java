package dev.chainrule;

import dev.chainrule.expr.Rule;
import dev.chainrule.expr.ScalarFunction;
import dev.chainrule.op.Binary;
import dev.chainrule.op.Elementwise;
import dev.chainrule.op.Ops;
import dev.chainrule.op.Unary;
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
  private static final Map<Elementwise, ScalarFunction[]> PARTIALS = new ConcurrentHashMap<>();

  private static final int UNVISITED = -1;

  private double data;
  private double grad;
  private final @Nullable Value first;
  private final @Nullable Value second;
  private final double firstPartial;
  private final double secondPartial;

  /// Uses not yet seen by the running backward pass.
  private int pending = UNVISITED;

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

  /// A leaf.
  public static Value of(double data) {
    return new Value(data, null, 0, null, 0);
  }

  /// The result of an elementwise operation of one input, of ours or of a user's.
  public static Value apply(Unary operation, Value x) {
    double y = operation.at(x.data);
    return new Value(y, x, partials(operation, 1)[0].at(x.data, 0, y), null, 0);
  }

  /// The result of an elementwise operation of two inputs, of ours or of a user's.
  public static Value apply(Binary operation, Value a, Value b) {
    double y = operation.at(a.data, b.data);
    ScalarFunction[] partials = partials(operation, 2);
    return new Value(y, a, partials[0].at(a.data, b.data, y), b, partials[1].at(a.data, b.data, y));
  }

  private static ScalarFunction[] partials(Elementwise operation, int arity) {
    ScalarFunction[] known = PARTIALS.get(operation);
    if (known != null) {
      return known;
    }
    ScalarFunction[] read = new ScalarFunction[arity];
    for (int i = 0; i < arity; i++) {
      read[i] =
          operation.differentiable(i)
              ? ScalarFunction.of(Rule.partial(operation, i, arity).gradInput())
              : (a, b, y) -> 0;
    }
    PARTIALS.put(operation, read);
    return read;
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
    return apply(Ops.ADD, this, other);
  }

  public Value add(double other) {
    return add(of(other));
  }

  public Value sub(Value other) {
    return apply(Ops.SUB, this, other);
  }

  public Value sub(double other) {
    return sub(of(other));
  }

  public Value mul(Value other) {
    return apply(Ops.MUL, this, other);
  }

  public Value mul(double other) {
    return mul(of(other));
  }

  public Value div(Value other) {
    return apply(Ops.DIV, this, other);
  }

  public Value div(double other) {
    return div(of(other));
  }

  public Value pow(Value exponent) {
    return apply(Ops.POW, this, exponent);
  }

  public Value pow(double exponent) {
    return pow(of(exponent));
  }

  public Value neg() {
    return apply(Ops.NEG, this);
  }

  public Value exp() {
    return apply(Ops.EXP, this);
  }

  public Value log() {
    return apply(Ops.LOG, this);
  }

  public Value tanh() {
    return apply(Ops.TANH, this);
  }

  public Value sigmoid() {
    return apply(Ops.SIGMOID, this);
  }

  public Value relu() {
    return apply(Ops.RELU, this);
  }

  /// Adds the gradient of this value to every leaf that it was made of, and sets that of every
  /// value between.
  public void backward() {
    Stack order = countUses();
    grad = first == null ? grad + 1 : 1;
    Stack ready = new Stack();
    ready.push(this);
    while (!ready.isEmpty()) {
      Value value = ready.pop();
      value.pass(value.first, value.firstPartial, ready);
      value.pass(value.second, value.secondPartial, ready);
    }
    order.forEach(value -> value.pending = UNVISITED);
  }

  private void pass(@Nullable Value input, double partial, Stack ready) {
    if (input == null) {
      return;
    }
    // Where the derivative is zero by a condition the gradient is, also when it is infinite here.
    input.grad += partial == 0 ? 0 : grad * partial;
    if (--input.pending == 0) {
      ready.push(input);
    }
  }

  /// Counts how often each value below this one is used, and sets the gradients between to zero.
  private Stack countUses() {
    Stack reached = new Stack();
    reached.push(this);
    pending = 0;
    for (int next = 0; next < reached.size(); next++) {
      Value value = reached.get(next);
      if (value.first != null) {
        value.grad = 0;
        value.first.use(reached);
      }
      if (value.second != null) {
        value.second.use(reached);
      }
    }
    return reached;
  }

  private void use(Stack reached) {
    if (pending == UNVISITED) {
      pending = 0;
      reached.push(this);
    }
    pending++;
  }

  /// `Value(data=0.5, grad=0.0)`.
  @Override
  public String toString() {
    return "Value(data=" + data + ", grad=" + grad + ")";
  }

  /// A growing array of values.
  private static final class Stack {
    private Value[] values = new Value[64];
    private int size;

    void push(Value value) {
      if (size == values.length) {
        values = java.util.Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value;
    }

    Value pop() {
      return values[--size];
    }

    Value get(int i) {
      return values[i];
    }

    int size() {
      return size;
    }

    boolean isEmpty() {
      return size == 0;
    }

    void forEach(java.util.function.Consumer<Value> action) {
      for (int i = 0; i < size; i++) {
        action.accept(values[i]);
      }
    }
  }
}
