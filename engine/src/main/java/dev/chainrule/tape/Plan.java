package dev.chainrule.tape;

import dev.chainrule.array.NdArray;
import dev.chainrule.expr.CompiledRule;
import dev.chainrule.op.Elementwise;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Uses;
import dev.chainrule.op.elementwise.Pow;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the tape works out once for all applications of equal operations: what to keep for the
/// backward pass, and the compiled rules.
final class Plan {
  /// Operations of more inputs are worked out each time.
  private static final int MAX_ARITY = 4;

  /// How many different parameters of one class of operation are remembered.
  private static final int MAX_KNOWN = 256;

  private static final ClassValue<Known> KNOWN =
      new ClassValue<>() {
        @Override
        protected Known computeValue(Class<?> type) {
          return new Known(type);
        }
      };

  private final Operation operation;
  private final @Nullable Elementwise elementwise;
  private final boolean isPower;
  private final boolean isOurs;
  private final @Nullable Uses[] uses = new Uses[1 << MAX_ARITY];
  private final @Nullable Slot[] rules = new Slot[MAX_ARITY];
  private @Nullable Slot ruleOfAll;
  private final Map<Double, @Nullable Slot[]> rulesByExponent;

  private Plan(Operation operation) {
    this.operation = operation;
    elementwise = operation instanceof Elementwise rule ? rule : null;
    isPower = operation instanceof Pow;
    rulesByExponent = isPower ? new ConcurrentHashMap<>() : Map.of();
    isOurs = operation.getClass().getPackageName().startsWith(Operation.class.getPackageName());
  }

  /// Whether the operation is part of this library.
  boolean isOurs() {
    return isOurs;
  }

  static Plan of(Operation operation) {
    return KNOWN.get(operation.getClass()).plan(operation);
  }

  Operation operation() {
    return operation;
  }

  /// What the rule reads for the inputs marked in `wanted`.
  Uses uses(boolean[] wanted) {
    if (wanted.length > MAX_ARITY) {
      return Uses.of(operation, wanted);
    }
    int bits = 0;
    for (int i = 0; i < wanted.length; i++) {
      bits |= wanted[i] ? 1 << i : 0;
    }
    Uses known = uses[bits];
    if (known == null) {
      known = Uses.of(operation, wanted);
      uses[bits] = known;
    }
    return known;
  }

  /// The compiled rule for input number `i` of `node`, or null where there is none.
  @Nullable CompiledRule rule(Node node, int i) {
    if (elementwise == null || i >= MAX_ARITY) {
      return null;
    }
    @Nullable Slot[] slots = isPower ? powerRules(node.value(1)) : rules;
    Slot slot = slots[i];
    if (slot == null) {
      double exponent = slots == rules ? Double.NaN : node.value(1).get(0);
      slot = new Slot(CompiledRule.of(elementwise, i, node.arity(), exponent));
      slots[i] = slot;
    }
    return slot.rule();
  }

  /// The compiled rule for all inputs of `node` at once, or null where there is none.
  @Nullable CompiledRule ruleOfAll(Node node) {
    if (elementwise == null || isPower || node.arity() < 2) {
      return null;
    }
    Slot slot = ruleOfAll;
    if (slot == null) {
      slot = new Slot(CompiledRule.ofAll(elementwise, node.arity()));
      ruleOfAll = slot;
    }
    return slot.rule();
  }

  /// The rules of a power. A number for its exponent makes rules of its own, with products for
  /// powers; there are few.
  private @Nullable Slot[] powerRules(NdArray exponent) {
    if (!exponent.isNumber() || !exponent.hasElements()) {
      return rules;
    }
    Double value = exponent.get(0);
    @Nullable Slot[] known = rulesByExponent.get(value);
    if (known == null) {
      if (value.isNaN() || rulesByExponent.size() >= MAX_KNOWN) {
        return rules;
      }
      known = rulesByExponent.computeIfAbsent(value, key -> new Slot[MAX_ARITY]);
    }
    return known;
  }

  /// A rule that was looked for, whether there is one or not.
  private record Slot(@Nullable CompiledRule rule) {}

  /// The plans for one class of operations.
  private static final class Known {
    private final boolean isRecord;
    private final boolean hasParameters;
    private final Map<Operation, Plan> plans = new ConcurrentHashMap<>();
    private volatile @Nullable Plan only;

    Known(Class<?> type) {
      isRecord = type.isRecord();
      hasParameters = !isRecord || type.getRecordComponents().length > 0;
    }

    Plan plan(Operation operation) {
      if (!hasParameters) {
        Plan plan = only;
        if (plan == null) {
          plan = new Plan(operation);
          only = plan;
        }
        return plan;
      }
      // What is no record may be equal to itself alone, and would be kept for ever.
      if (!isRecord) {
        return new Plan(operation);
      }
      Plan plan = plans.get(operation);
      if (plan == null) {
        plan = new Plan(operation);
        if (plans.size() < MAX_KNOWN) {
          plans.put(operation, plan);
        }
      }
      return plan;
    }
  }
}
