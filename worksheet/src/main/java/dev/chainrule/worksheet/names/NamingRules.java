package dev.chainrule.worksheet.names;

import dev.chainrule.Tensor;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.check.experiment.Run.Loss;
import dev.chainrule.check.experiment.Run.Step;
import dev.chainrule.tape.Node;
import dev.chainrule.worksheet.WorksheetException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds the losses, the forward values and the gradients written by hand among the names of a run.
///
/// A loss is what the caller names, what `.backward()` was called on, `loss`, or `L`, in this
/// order. A forward value is what a name meant when the loss was computed. `dX`, `dL_dX`,
/// `dloss_dX` and `grad_X` are gradients of the forward value X when they were last written after
/// the loss and the loss does not depend on them.
public final class NamingRules {
  record TimedLoss(Loss loss, int moment, Set<Node> path, Set<Integer> ancestry) {}

  private record Target(String of, Tensor value, TimedLoss loss) {}

  private final History history;
  private final List<TimedLoss> losses = new ArrayList<>();

  private NamingRules(History history) {
    this.history = history;
  }

  /// What a checker needs of a run.
  ///
  /// @param named the loss that the caller asks for, or null
  /// @param backwardOn the names on which `.backward()` was called, in order
  public static Run apply(
      History history, @Nullable String named, List<String> backwardOn, String output) {
    NamingRules rules = new NamingRules(history);
    rules.findLosses(named, backwardOn);
    Map<String, Target> targets = rules.findTargets();
    return new Run(
        rules.losses.stream().map(TimedLoss::loss).toList(),
        rules.steps(),
        rules.gradients(targets),
        output,
        new Remarks(history, rules.losses, targets.keySet()).all());
  }

  private void findLosses(@Nullable String named, List<String> backwardOn) {
    Set<String> candidates = new LinkedHashSet<>();
    if (named != null) {
      requireLoss(named);
      candidates.add(named);
    }
    candidates.addAll(backwardOn);
    candidates.add("loss");
    candidates.add("L");
    Binding unsuitable = null;
    for (String name : candidates) {
      int moment = history.last(name);
      if (moment < 0) {
        continue;
      }
      Binding binding = history.at(moment);
      Tensor value = binding.value();
      if (value != null && !binding.isNumber() && value.dtype().isFloat() && value.numel() == 1) {
        Loss loss = new Loss(name, binding.line(), value);
        losses.add(new TimedLoss(loss, moment, path(value.node()), history.ancestry(moment)));
      } else if (unsuitable == null && value != null) {
        unsuitable = binding;
      }
    }
    if (losses.isEmpty()) {
      throw unsuitable == null ? noLoss() : notAScalar(unsuitable);
    }
  }

  private void requireLoss(String named) {
    int moment = history.last(named);
    if (moment < 0) {
      throw new WorksheetException(
          "loss: the worksheet has no variable '%s'; known are %s"
              .formatted(named, String.join(", ", history.names())));
    }
    Binding binding = history.at(moment);
    Tensor value = binding.value();
    if (value == null || !value.dtype().isFloat() || value.numel() != 1) {
      throw notAScalar(binding);
    }
  }

  private static WorksheetException noLoss() {
    return new WorksheetException(
        "a worksheet needs a loss: a scalar tensor called loss or L, or one on which .backward() is"
            + " called, or named with --loss; none was found");
  }

  private static WorksheetException notAScalar(Binding binding) {
    Tensor value = binding.value();
    String given =
        value == null
            ? "not a tensor"
            : binding.isNumber()
                ? "a plain number, which cannot be differentiated"
                : "a %s tensor of shape %s".formatted(value.dtype(), value.shape());
    return new WorksheetException(
            "the loss must be a tensor of one float; %s is %s; reduce it with .mean() or .sum(), or name another with --loss"
                .formatted(binding.name(), given))
        .at(binding.line(), 1);
  }

  /// All places that lead to `root`.
  private static Set<Node> path(@Nullable Node root) {
    Set<Node> path = Collections.newSetFromMap(new IdentityHashMap<>());
    ArrayDeque<Node> open = new ArrayDeque<>();
    if (root != null) {
      open.add(root);
    }
    while (!open.isEmpty()) {
      Node node = open.poll();
      if (!path.add(node)) {
        continue;
      }
      for (int i = 0; i < node.arity(); i++) {
        Node input = node.input(i);
        if (input != null) {
          open.add(input);
        }
      }
    }
    return path;
  }

  private Map<String, Target> findTargets() {
    Map<String, Target> targets = new LinkedHashMap<>();
    for (String name : history.names()) {
      Target target = target(name);
      if (target != null) {
        targets.put(name, target);
      }
    }
    return targets;
  }

  /// What `name` is the gradient of, or null where it is no gradient.
  private @Nullable Target target(String name) {
    int written = history.last(name);
    Tensor value = history.at(written).value();
    if (value == null || losses.stream().anyMatch(loss -> loss.ancestry().contains(written))) {
      return null;
    }
    for (String of : candidates(name, losses)) {
      Target beside = null;
      for (TimedLoss loss : losses) {
        Binding forward = history.valueOf(of, loss.moment());
        if (written <= loss.moment() || forward == null || !isForward(forward)) {
          continue;
        }
        Tensor tensor = forward.value();
        if (tensor == null) {
          continue;
        }
        Node node = tensor.node();
        if (node != null && loss.path().contains(node)) {
          return new Target(of, tensor, loss);
        }
        beside = beside == null ? new Target(of, tensor, loss) : beside;
      }
      if (beside != null) {
        return beside;
      }
    }
    return null;
  }

  static boolean isForward(Binding binding) {
    Tensor value = binding.value();
    return value != null && !binding.isNumber() && value.dtype().isFloat();
  }

  /// The names of which `name` would be the gradient by its form, the longest first.
  static List<String> candidates(String name, List<TimedLoss> losses) {
    Set<String> prefixes = new LinkedHashSet<>(List.of("d", "dL_d", "dloss_d", "grad_"));
    losses.forEach(loss -> prefixes.add("d" + loss.loss().name() + "_d"));
    return prefixes.stream()
        .filter(prefix -> name.startsWith(prefix) && name.length() > prefix.length())
        .map(prefix -> name.substring(prefix.length()))
        .sorted(Comparator.comparingInt(String::length).reversed())
        .toList();
  }

  private List<HandGradient> gradients(Map<String, Target> targets) {
    List<HandGradient> gradients = new ArrayList<>();
    targets.forEach(
        (name, target) -> {
          Binding binding = history.at(history.last(name));
          Tensor value = binding.value();
          if (value != null) {
            List<String> reads = history.reads(name, targets.keySet(), target.loss().moment());
            gradients.add(
                new HandGradient(
                    name,
                    target.of(),
                    target.value(),
                    binding.line(),
                    value,
                    reads,
                    history.earlier(name)));
          }
        });
    gradients.sort(Comparator.comparingInt(gradient -> history.last(gradient.name())));
    return gradients;
  }

  /// Every name that is a tensor. What leads to a loss has the value that it had when that loss was
  /// computed. Anything else has its last, outside the graph: no loss depends on it.
  private List<Step> steps() {
    Map<Integer, Step> steps = new TreeMap<>();
    for (String name : history.names()) {
      int forward = forwardMoment(name);
      int moment = forward < 0 ? history.last(name) : forward;
      Binding binding = history.at(moment);
      Tensor value = binding.value();
      if (value != null && !binding.isNumber()) {
        Tensor shown = forward < 0 ? value.detach() : value;
        Tensor last = history.at(history.last(name)).value();
        Tensor later = forward < 0 || last == value ? null : last;
        steps.put(
            moment,
            new Step(name, binding.line(), binding.operation(), shown, binding.wantsGrad(), later));
      }
    }
    return List.copyOf(steps.values());
  }

  /// When `name` got the value that leads to the first loss it leads to; −1 where it leads to none.
  private int forwardMoment(String name) {
    for (TimedLoss loss : losses) {
      int moment = history.last(name, loss.moment());
      Tensor value = moment < 0 ? null : history.at(moment).value();
      Node node = value == null ? null : value.node();
      if (node != null && loss.path().contains(node)) {
        return moment;
      }
    }
    return -1;
  }
}
