package dev.chainrule.check;

import dev.chainrule.array.NdArray;
import dev.chainrule.check.Magnitudes.Weighed;
import dev.chainrule.check.doctor.Note;
import dev.chainrule.check.experiment.Run;
import dev.chainrule.check.experiment.Run.HandGradient;
import dev.chainrule.check.experiment.Run.Remark;
import dev.chainrule.check.gradient.Invariants;
import dev.chainrule.check.graph.Places;
import dev.chainrule.check.notes.LossClipped;
import dev.chainrule.check.notes.Rounding;
import dev.chainrule.check.notes.Written;
import dev.chainrule.check.notes.ZeroByTheorem;
import dev.chainrule.tape.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
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
  private final Map<String, HandGradient> twinGradients = new LinkedHashMap<>();

  private final Run twinRun;
  private final IdentityHashMap<Run.Loss, Places> places = new IdentityHashMap<>();

  Observations(Run own, Run twin, Truth ownTruth, Truth twinTruth) {
    this.own = own;
    this.twinRun = twin;
    this.ownTruth = ownTruth;
    this.twinTruth = twinTruth;
    own.gradients().forEach(gradient -> gradients.put(gradient.name(), gradient));
    twin.gradients().forEach(gradient -> twinGradients.put(gradient.name(), gradient));
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
    HandGradient twin = twinGradients.get(check.name());
    if (twin != null && twin.target().node() != null && loss != null) {
      addTheorem(check, twin, truth, notes);
      addClipped(check, twin, notes);
      addBroken(check, twin, notes);
    }
    if (check.status() == Status.APPROXIMATE && notes.isEmpty()) {
      Weighed weighed = Checker.weighed(ownTruth, gradient);
      Rounding.note(gradient.value().array(), truth, weighed.magnitude(), notes::add);
    }
    for (Remark remark : own.remarks()) {
      if (remark.name().equals(check.name())) {
        notes.add(new Note(remark.id(), remark.because()));
      }
    }
    return notes;
  }

  private void addTheorem(Check check, HandGradient twin, NdArray truth, List<Note> notes) {
    Node node = twin.target().node();
    Weighed weighed = node == null ? null : twinTruth.fromLoss(node);
    if (weighed != null && ZeroByTheorem.isNoise(weighed.value(), weighed.magnitude())) {
      notes.add(
          ZeroByTheorem.note(
              places(twin), twin, truth, weighed.magnitude(), check.status().isRight()));
    }
  }

  private void addBroken(Check check, HandGradient twin, List<Note> notes) {
    NdArray written = twin.value().array();
    boolean fits = written.shape().equals(check.expectedShape()) && written.dtype().isFloat();
    if (check.status() == Status.WRONG && fits && notes.isEmpty()) {
      NdArray truth = Checker.weighed(twinTruth, twin).value();
      notes.addAll(Invariants.broken(written, truth, twin.target().array()));
    }
  }

  private void addClipped(Check check, HandGradient twin, List<Note> notes) {
    Node node = twin.target().node();
    Run.Loss loss = node == null ? null : twinTruth.lossOf(node);
    if (node != null && loss != null && check.expectedShape().numel() > 0) {
      Note note = LossClipped.note(places(twin), loss, node, twin);
      if (note != null) {
        notes.add(note);
      }
    }
  }

  private Places places(HandGradient twin) {
    Node node = twin.target().node();
    Run.Loss loss = node == null ? null : twinTruth.lossOf(node);
    if (loss == null) {
      throw new IllegalStateException("asked for a gradient that a loss depends on");
    }
    return places.computeIfAbsent(loss, l -> Places.of(twinRun, l));
  }

  /// The remarks on names that are not `checked`.
  List<Remark> unchecked(Set<String> checked) {
    return own.remarks().stream().filter(remark -> !checked.contains(remark.name())).toList();
  }
}
