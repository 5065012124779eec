package dev.chainrule.worksheet.value;

import dev.chainrule.worksheet.RunState;
import java.util.List;

/// What two sets have in common, as CPython computes it, so that the order of the result is its.
public final class Sets {
  private static final int LEAST_CONSTANT = 3;

  private Sets() {}

  /// The set of constants that are written between braces. CPython makes a constant of at least
  /// three of them, goes through it once while compiling, and copies it when the line runs; each
  /// shows in the order.
  public static SetValue ofConstants(RunState run, List<Object> values) {
    SetValue once = of(run, values);
    return values.size() < LEAST_CONSTANT ? once : of(run, once.members()).copy();
  }

  /// The set of some values.
  public static SetValue of(RunState run, List<Object> values) {
    SetValue result = new SetValue(run);
    for (Object value : values) {
      result.add(value);
    }
    return result;
  }

  /// Members of either.
  public static SetValue union(SetValue left, SetValue right) {
    SetValue result = left.copy();
    result.addAll(right);
    return result;
  }

  /// Members of both.
  public static SetValue intersection(RunState run, SetValue left, SetValue right) {
    boolean rightIsLarger = right.size() > left.size();
    SetValue smaller = rightIsLarger ? left : right;
    SetValue larger = rightIsLarger ? right : left;
    SetValue result = new SetValue(run);
    for (Object member : smaller.members()) {
      run.budget().step();
      if (larger.contains(member)) {
        result.add(member);
      }
    }
    return result;
  }

  /// Members of the left one only.
  public static SetValue difference(RunState run, SetValue left, SetValue right) {
    boolean rightIsMuchSmaller = left.size() >> 2 > right.size();
    if (rightIsMuchSmaller) {
      SetValue result = left.copy();
      for (Object member : right.members()) {
        result.remove(member);
      }
      return result;
    }
    SetValue result = new SetValue(run);
    for (Object member : left.members()) {
      run.budget().step();
      if (!right.contains(member)) {
        result.add(member);
      }
    }
    return result;
  }

  /// Members of exactly one.
  public static SetValue symmetricDifference(RunState run, SetValue left, SetValue right) {
    SetValue result = right.copy();
    for (Object member : left.members()) {
      run.budget().step();
      if (!result.remove(member)) {
        result.add(member);
      }
    }
    return result;
  }

  /// Leaves in `set` what is in both.
  public static void intersectionUpdate(RunState run, SetValue set, SetValue other) {
    set.become(intersection(run, set, other));
  }

  /// Removes the members of `other` from `set`.
  public static void differenceUpdate(RunState run, SetValue set, SetValue other) {
    for (Object member : other.members()) {
      run.budget().step();
      set.remove(member);
    }
  }

  /// Leaves in `set` what is in exactly one.
  public static void symmetricDifferenceUpdate(RunState run, SetValue set, SetValue other) {
    for (Object member : other.members()) {
      run.budget().step();
      if (!set.remove(member)) {
        set.add(member);
      }
    }
  }

  /// True if all members of the left one are members of the right one.
  public static boolean isSubset(SetValue left, SetValue right) {
    if (left.size() > right.size()) {
      return false;
    }
    for (Object member : left.members()) {
      if (!right.contains(member)) {
        return false;
      }
    }
    return true;
  }
}
