package dev.chainrule.bench.doctor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Broken worksheets that differ in their text and compute the same numbers: what is true of one is
/// true of the other, so each may be given the name of either.
final class SameNumbers {
  /// The name of a gradient that is zero everywhere, whatever was meant.
  private static final String ZERO = "detached";

  private static final float CLOSE = 1e-5f;

  /// A broken worksheet and the wrong gradient that it computed.
  @SuppressWarnings("ArrayRecordComponent") // made and read here, and never compared
  record Written(Case broken, float[] value) {}

  private SameNumbers() {}

  /// The worksheets, each with the names of all that compute the same.
  static List<Case> shareNames(List<Written> written) {
    List<Case> cases = new ArrayList<>();
    for (Written one : written) {
      Set<String> ids = new LinkedHashSet<>(one.broken().ids());
      for (Written other : written) {
        boolean isSameStep = other.broken().gradient().equals(one.broken().gradient());
        if (isSameStep && isSame(one.value(), other.value())) {
          ids.addAll(other.broken().ids());
        }
      }
      if (isZero(one.value())) {
        ids.add(ZERO);
      }
      Case broken = one.broken();
      cases.add(new Case(broken.name(), List.copyOf(ids), broken.gradient(), broken.source()));
    }
    return cases;
  }

  private static boolean isZero(float[] value) {
    for (float element : value) {
      if (element != 0) {
        return false;
      }
    }
    return value.length > 0;
  }

  private static boolean isSame(float[] a, float[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= CLOSE * Math.max(Math.abs(a[i]), Math.abs(b[i])))) {
        return false;
      }
    }
    return true;
  }
}
