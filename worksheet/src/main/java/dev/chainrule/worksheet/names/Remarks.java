package dev.chainrule.worksheet.names;

import dev.chainrule.Tensor;
import dev.chainrule.check.experiment.Run.Remark;
import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.names.NamingRules.TimedLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What there is to say of the names of a run that are gradients, or look like some and are not
/// checked: nothing that an author wrote as a gradient is passed over in silence.
final class Remarks {
  /// So few letters after the d are a variable's name; `diff` and `dist` are words.
  private static final int SHORT = 2;

  private final History history;
  private final List<TimedLoss> losses;
  private final Set<String> gradients;

  /// @param gradients the names that are checked
  Remarks(History history, List<TimedLoss> losses, Set<String> gradients) {
    this.history = history;
    this.losses = losses;
    this.gradients = gradients;
  }

  List<Remark> all() {
    List<Remark> all = new ArrayList<>();
    for (String name : history.names()) {
      Remark remark = gradients.contains(name) ? writtenTwice(name) : unchecked(name);
      if (remark != null) {
        all.add(remark);
      }
    }
    return all;
  }

  /// A gradient whose first value was thrown away by a later line: in a loop the line is the same,
  /// and what adds to a value reads it.
  private @Nullable Remark writtenTwice(String name) {
    Binding last = history.at(history.last(name));
    List<Integer> moments = history.moments(name);
    for (int i = moments.size() - 2; i >= 0; i--) {
      Binding overwriting = history.at(moments.get(i + 1));
      Binding before = history.at(moments.get(i));
      boolean isLost =
          !overwriting.reads().contains(name)
              && before.line() != overwriting.line()
              && losses.stream().anyMatch(loss -> loss.moment() < moments.getFirst());
      if (isLost) {
        String use =
            history.isRead(name, moments.get(i))
                ? "; what was computed in between read the first"
                : "; nothing read the first";
        return new Remark(
            "written-twice",
            name,
            last.line(),
            "it is written on line %d and again on line %d, where = throws the first away: what is checked is its last value%s"
                .formatted(before.line(), overwriting.line(), use));
      }
    }
    return null;
  }

  /// A name that has the form of a gradient and is none.
  private @Nullable Remark unchecked(String name) {
    int written = history.last(name);
    if (losses.stream().anyMatch(loss -> loss.ancestry().contains(written))) {
      return null;
    }
    List<String> candidates = NamingRules.candidates(name, losses);
    for (String of : candidates) {
      if (history.last(of) >= 0) {
        return ofVariable(name, of, history.at(written));
      }
    }
    return candidates.isEmpty() ? null : ofNothing(name, candidates.getLast(), written);
  }

  private @Nullable Remark ofVariable(String name, String of, Binding written) {
    TimedLoss loss = losses.getFirst();
    int lossLine = loss.loss().line();
    boolean isEarly = history.last(name) <= loss.moment();
    Binding forward = history.valueOf(of, loss.moment());
    if (isEarly) {
      boolean mayBeOne = written.value() != null && !written.isNumber();
      return mayBeOne && forward != null && NamingRules.isForward(forward)
          ? remark(
              "before-loss",
              name,
              written,
              "it is not checked: it is written before the loss is computed (%s, line %d); if it is the gradient of %s, write it after that"
                  .formatted(loss.loss().name(), lossLine, of))
          : null;
    }
    if (written.value() == null) {
      return remark(
          "no-tensor",
          name,
          written,
          "it is not checked: it is neither a tensor nor a number; make the gradient of %s a tensor of its shape"
              .formatted(of));
    }
    if (forward == null) {
      return remark(
          "not-on-path",
          name,
          written,
          "it is not checked: %s has no value yet when the loss is computed (%s, line %d), so the loss does not depend on it"
              .formatted(of, loss.loss().name(), lossLine));
    }
    return remark(
        "no-gradient",
        name,
        written,
        "it is not checked: %s is %s, which has no gradient".formatted(of, kind(forward)));
  }

  private static String kind(Binding forward) {
    Tensor value = forward.value();
    if (value == null) {
      return "neither a tensor nor a number";
    }
    return forward.isNumber() ? "a plain number" : "a tensor of %s".formatted(value.dtype());
  }

  /// There is no such variable. Many words begin with a d, so this is said only where it is likely
  /// that a gradient was meant.
  private @Nullable Remark ofNothing(String name, String of, int written) {
    Binding binding = history.at(written);
    Tensor value = binding.value();
    if (value == null || binding.isNumber() || isEarly(written)) {
      return null;
    }
    String nearest = Nearest.to(of, forwardNames());
    boolean isSlip = nearest != null && nearest.charAt(0) == of.charAt(0);
    boolean isVariable = of.length() <= SHORT || !Character.isLowerCase(of.charAt(0));
    boolean isSpelled = !name.equals("d" + of);
    if (!isSlip && (history.isRead(name, written) || !(isVariable || isSpelled))) {
      return null;
    }
    String prefix = name.substring(0, name.length() - of.length());
    String hint =
        isSlip ? "; did you mean %s%s?".formatted(prefix, nearest) : "; name it after the variable";
    return remark(
        "no-variable",
        name,
        binding,
        "it is not checked: the forward pass has no variable %s%s".formatted(of, hint));
  }

  private boolean isEarly(int written) {
    return losses.stream().noneMatch(loss -> loss.moment() < written);
  }

  private List<String> forwardNames() {
    List<String> names = new ArrayList<>();
    for (String name : history.names()) {
      Binding forward = history.valueOf(name, losses.getFirst().moment());
      if (forward != null && NamingRules.isForward(forward)) {
        names.add(name);
      }
    }
    return names;
  }

  private static Remark remark(String id, String name, Binding at, String because) {
    return new Remark(id, name, at.line(), because);
  }
}
