package dev.chainrule.tape;

import dev.chainrule.op.Operation;
import dev.chainrule.op.view.Clone;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The backward pass, once, in any algebra.
///
/// From the root it first counts how often each place is used, then visits every place after all
/// its uses (Kahn 1962), hands its complete gradient to the rule of its operation, and adds what
/// comes out to the gradients of its inputs. Both walks are loops: a chain of a million operations
/// needs no more stack than one.
public final class Backward<T> {
  /// A change to the gradient of a place, made when it is complete.
  public interface Replacements<T> {
    /// The gradient to go on with at `node`; null where there is none and nothing flows on.
    @Nullable T at(Node node, @Nullable T gradient);
  }

  private static final Operation OWN = new Clone();

  private static final class State<T> {
    int uses;
    @Nullable T gradient;
  }

  private final Reading<T> reading;
  private final IdentityHashMap<Node, State<T>> states = new IdentityHashMap<>();
  private @Nullable Replacements<T> replacements;

  public Backward(Reading<T> reading) {
    this.reading = reading;
  }

  /// Lets `replacements` change gradients on the way.
  public Backward<T> replacing(Replacements<T> changes) {
    replacements = changes;
    return this;
  }

  /// Runs from `root` with gradient `seed`, adds to the gradients of leaves and of places that
  /// retain theirs, and releases the graph unless `retainGraph`.
  public void accumulate(Node root, T seed, boolean retainGraph) {
    run(root, seed, Set.of(), true, !retainGraph);
  }

  /// Runs from `root` with gradient `seed` and returns the gradients of the places `of`; a place
  /// that does not lead to the root has none. Nothing is accumulated, nothing released.
  public IdentityHashMap<Node, T> gradients(Node root, T seed, Set<Node> of) {
    run(root, seed, of, false, false);
    IdentityHashMap<Node, T> gradients = new IdentityHashMap<>();
    for (Node node : of) {
      State<T> state = states.get(node);
      if (state != null && state.gradient != null) {
        gradients.put(node, own(state.gradient));
      }
    }
    return gradients;
  }

  /// Each place is released as soon as its gradient has passed on, so that what the forward pass
  /// kept for it makes room for the gradients of those before it.
  private void run(Node root, T seed, Set<Node> kept, boolean deposit, boolean release) {
    countUses(root);
    state(root).gradient = seed;
    ArrayDeque<Node> ready = new ArrayDeque<>();
    ready.add(root);
    while (!ready.isEmpty()) {
      Node node = ready.poll();
      State<T> state = state(node);
      T gradient = complete(node, state.gradient);
      state.gradient = kept.contains(node) ? gradient : null;
      if (deposit && gradient != null && node.keepsGrad()) {
        deposit(node, gradient);
      }
      for (int i = 0; i < node.arity(); i++) {
        Node input = node.input(i);
        if (input == null) {
          continue;
        }
        State<T> source = state(input);
        if (gradient != null) {
          T contribution = contribution(node, i, gradient);
          source.gradient =
              source.gradient == null
                  ? contribution
                  : reading.algebra().add(source.gradient, contribution);
        }
        if (--source.uses == 0) {
          ready.add(input);
        }
      }
      if (release) {
        node.release();
      }
    }
  }

  /// What reaches input number `i` of `node` when `gradient` arrives at the node.
  private T contribution(Node node, int i, T gradient) {
    List<T> inputs = new Inputs<>(reading, node);
    T output = reading.output(node);
    T raw = node.operation().vjp(reading.algebra(), i, inputs, output, gradient);
    return reading.fit(raw, node, i);
  }

  private @Nullable T complete(Node node, @Nullable T gradient) {
    T result = gradient;
    if (result != null) {
      for (UnaryOperator<Recorded> hook : node.hooks()) {
        result = reading.read(hook.apply(reading.write(result)));
      }
    }
    return replacements == null ? result : replacements.at(node, result);
  }

  private void deposit(Node node, T gradient) {
    Recorded old = node.grad();
    T sum = old == null ? own(gradient) : reading.algebra().add(reading.read(old), gradient);
    node.setGrad(reading.write(sum));
  }

  /// `gradient` with elements of its own: a rule may hand one and the same to several inputs, and
  /// users write into theirs.
  private T own(T gradient) {
    return reading.algebra().apply(OWN, List.of(gradient));
  }

  private void countUses(Node root) {
    ArrayDeque<Node> open = new ArrayDeque<>();
    open.add(root);
    states.put(root, new State<>());
    while (!open.isEmpty()) {
      Node node = open.pollLast();
      if (node.isReleased()) {
        node.output();
      }
      for (int i = 0; i < node.arity(); i++) {
        Node input = node.input(i);
        if (input == null) {
          continue;
        }
        State<T> state = states.get(input);
        if (state == null) {
          state = new State<>();
          states.put(input, state);
          open.add(input);
        }
        state.uses++;
      }
    }
  }

  private State<T> state(Node node) {
    State<T> state = states.get(node);
    if (state == null) {
      throw new IllegalStateException("not reached: a place outside the graph");
    }
    return state;
  }

  /// The inputs of a node, read when the rule asks for them.
  private static final class Inputs<T> extends AbstractList<T> {
    private final Reading<T> reading;
    private final Node node;

    Inputs(Reading<T> reading, Node node) {
      this.reading = reading;
      this.node = node;
    }

    @Override
    public T get(int i) {
      return reading.input(node, i);
    }

    @Override
    public int size() {
      return node.arity();
    }
  }
}
