package dev.chainrule.nn.health;

import dev.chainrule.Tensor;
import java.util.Map;

/// What is measured of a batch norm, as it comes in.
final class NormTrack {
  private final String name;
  private final Series means = new Series();
  private final Series variances = new Series();

  NormTrack(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void add(Reading.Norm norm) {
    means.add(norm.mean());
    variances.add(norm.variance());
  }

  void padTo(int samples) {
    means.padTo(samples);
    variances.padTo(samples);
  }

  NormHealth health() {
    return new NormHealth(name, means.values(), variances.values());
  }

  /// @param place its place among the norms
  void save(int place, Map<String, Tensor> state) {
    state.put("norm.%d.name".formatted(place), Text.tensor(name));
    state.put("norm.%d.means".formatted(place), means.state());
    state.put("norm.%d.variances".formatted(place), variances.state());
  }

  static NormTrack load(int place, State state) {
    NormTrack track = new NormTrack(Text.of(state.get("norm.%d.name".formatted(place))));
    track.means.load(state.get("norm.%d.means".formatted(place)));
    track.variances.load(state.get("norm.%d.variances".formatted(place)));
    return track;
  }
}
