package dev.chainrule.tape;

import dev.chainrule.op.Operation;
import dev.chainrule.op.view.Clone;
import dev.chainrule.tape.Visit.Storage;
import java.util.ArrayDeque;
import java.util.ArrayList;
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

  private final Reading<T> reading;
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
    return run(root, seed, of, false, false);
  }

  private IdentityHashMap<Node, T> run(
      Node root, T seed, Set<Node> wanted, boolean deposit, boolean release) {
    List<Node> reached = new ArrayList<>();
    try {
      countUses(root, reached);
      return walk(root, seed, wanted, deposit, release);
    } finally {
      for (Node node : reached) {
        node.setVisit(visit(node).before);
      }
    }
  }

  /// Each place is released as soon as its gradient has passed on, so that what the forward pass
  /// kept for it makes room for the gradients of those before it.
  private IdentityHashMap<Node, T> walk(
      Node root, T seed, Set<Node> wanted, boolean deposit, boolean release) {
    IdentityHashMap<Node, T> found = new IdentityHashMap<>();
    visit(root).gradient = seed;
    ArrayDeque<Node> ready = new ArrayDeque<>();
    ready.add(root);
    while (!ready.isEmpty()) {
      Node node = ready.poll();
      Visit<T> visit = visit(node);
      T gradient = complete(node, visit);
      visit.gradient = null;
      if (gradient != null && wanted.contains(node)) {
        found.put(node, own(gradient, visit));
      }
      if (gradient != null && deposit && node.keepsGrad()) {
        deposit(node, gradient, visit);
      }
      List<T> together = gradient == null ? null : reading.vjps(node, gradient);
      for (int i = 0; i < node.arity(); i++) {
        Node input = node.input(i);
        if (input != null) {
          T passed = together == null ? null : together.get(i);
          pass(node, i, gradient, passed, visit(input));
          if (--visit(input).uses == 0) {
            ready.add(input);
          }
        }
      }
      if (gradient != null && visit.storage != null) {
        leave(node, gradient, visit.storage);
      }
      if (release) {
        node.release();
      }
    }
    return found;
  }

  /// Parts with a gradient: inputs whose gradients look into its storage hold that now. So does a
  /// user's rule, for ever: it may have kept what it was given.
  private void leave(Node node, T gradient, Storage storage) {
    if (!node.isLeaf() && !node.plan().isOurs()) {
      return;
    }
    for (int i = 0; i < node.arity(); i++) {
      Node input = node.input(i);
      if (input != null) {
        inherit(visit(input), gradient, storage);
      }
    }
    letGo(gradient, storage);
  }

  private void inherit(Visit<T> heir, T gradient, Storage storage) {
    T passed = heir.gradient;
    if (passed != null && heir.storage == null && reading.shares(passed, gradient)) {
      heir.storage = storage;
      storage.holders++;
    }
  }

  /// What nobody holds can be used again.
  private void letGo(T gradient, Storage storage) {
    if (--storage.holders == 0) {
      reading.recycle(gradient);
    }
  }

  /// Adds what reaches input number `i` of `node` when `gradient` arrives at the node: `known`, if
  /// it is.
  private void pass(Node node, int i, @Nullable T gradient, @Nullable T known, Visit<T> input) {
    if (gradient == null) {
      return;
    }
    T sum = input.gradient;
    boolean ownsSum = sum != null && isOwn(sum, input);
    if (sum != null && ownsSum && reading.accumulate(node, i, gradient, sum)) {
      return;
    }
    T passed = known == null ? reading.vjp(node, i, gradient) : known;
    T contribution = reading.fit(passed, node, i);
    boolean isNew = reading.isNew(contribution, node, gradient);
    if (!reading.shares(passed, contribution) && reading.isNew(passed, node, gradient)) {
      reading.recycle(passed);
    }
    if (sum == null) {
      input.gradient = contribution;
      input.storage = isNew ? new Storage() : null;
      return;
    }
    T total = reading.add(sum, contribution, ownsSum);
    if (isNew) {
      reading.recycle(contribution);
    }
    if (!ownsSum || !reading.shares(sum, total)) {
      if (input.storage != null) {
        letGo(sum, input.storage);
      }
      input.storage = new Storage();
    }
    input.gradient = total;
  }

  /// Whether nothing else shares the elements of `gradient`, and they are all of its storage.
  private boolean isOwn(T gradient, Visit<T> visit) {
    return visit.storage != null && visit.storage.holders == 1 && reading.isWhole(gradient);
  }

  private @Nullable T complete(Node node, Visit<T> visit) {
    T result = visit.gradient;
    if (result != null) {
      for (UnaryOperator<Recorded> hook : node.hooks()) {
        result = reading.read(hook.apply(reading.write(result)));
        visit.storage = null;
      }
    }
    if (replacements == null) {
      return result;
    }
    visit.storage = null;
    return replacements.at(node, result);
  }

  private void deposit(Node node, T gradient, Visit<T> visit) {
    Recorded old = node.grad();
    T sum = old == null ? own(gradient, visit) : reading.algebra().add(reading.read(old), gradient);
    node.deposit(reading.write(reading.kept(sum)));
  }

  /// `gradient` with elements of its own: a rule may hand one and the same to several inputs, and
  /// users write into theirs.
  private T own(T gradient, Visit<T> visit) {
    if (isOwn(gradient, visit)) {
      // From here on it is the user's.
      visit.storage = null;
      return gradient;
    }
    return reading.algebra().apply(OWN, List.of(gradient));
  }

  private void countUses(Node root, List<Node> reached) {
    ArrayDeque<Node> open = new ArrayDeque<>();
    open.add(enter(root, reached));
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
        Visit<?> there = input.visit();
        if (there == null || there.pass != this) {
          open.add(enter(input, reached));
        }
        visit(input).uses++;
      }
    }
  }

  private Node enter(Node node, List<Node> reached) {
    node.setVisit(new Visit<>(this, node.visit()));
    reached.add(node);
    return node;
  }

  @SuppressWarnings("unchecked") // a visit of this pass holds what this pass reads
  private Visit<T> visit(Node node) {
    Visit<?> visit = node.visit();
    if (visit == null || visit.pass != this) {
      throw new IllegalStateException("not reached: a place outside the graph");
    }
    return (Visit<T>) visit;
  }
}
