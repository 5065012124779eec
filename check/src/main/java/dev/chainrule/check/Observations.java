package dev.chainrule.check;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.Magnitudes.Weighed;
import dev.chainrule.check.doctor.Note;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.check.experiment.Run.Remark;
import dev.chainrule.check.notes.Written;
import dev.chainrule.tape.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Collects the notes on each gradient: what an author should know that no verdict says.
final class Observations {
  private final Run own;
  private final Truth ownTruth;
  private final Truth twinTruth;
  private final Map<String, HandGradient> gradients = new LinkedHashMap<>();
  private final Map<String, HandGradient> twinGradients;

  Observations(
      Run own, Truth ownTruth, Truth twinTruth, Map<String, HandGradient> twinGradients) {
    this.own = own;
    this.ownTruth = ownTruth;
    this.twinTruth = twinTruth;
    this.twinGradients = twinGradients;
    own.gradients().forEach(gradient -> gradients.put(gradient.name(), gradient));
  }

  /// The notes on a gradient that was checked.
  List<Note> of(Check check) {
    List<Note> notes = new ArrayList<>();
    HandGradient gradient = gradients.get(check.name());
    if (gradient == null) {
      return notes;
    }
    NdArray truth = Checker.weighed(ownTruth, gradient).value();
    Node node = gradient.target().node();
    Run.Loss loss = node == null ? null : ownTruth.lossOf(node);
    Written.note(gradient, truth, loss, own.losses().getFirst(), notes::add);
    // Then the verdict says it.
    notes.removeIf(note -> note.id().equals("shape") && check.status() == Status.SHAPE);
    for (Remark remark : own.remarks()) {
      if (remark.name().equals(check.name())) {
        notes.add(new Note(remark.id(), remark.because()));
      }
    }
    return notes;
  }

  /// The remarks on names that are not `checked`.
  List<Remark> unchecked(Set<String> checked) {
    return own.remarks().stream().filter(remark -> !checked.contains(remark.name())).toList();
  }
}
