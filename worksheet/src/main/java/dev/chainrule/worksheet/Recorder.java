package dev.chainrule.worksheet;

import dev.chainrule.Tensor;
import dev.chainrule.array.DType;
import dev.chainrule.check.experiment.Precision;
import dev.chainrule.worksheet.names.Binding;
import dev.chainrule.worksheet.names.History;
import dev.chainrule.worksheet.run.Observer;
import dev.chainrule.worksheet.torch.TensorObserver;
import dev.chainrule.worksheet.torch.TensorValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/// Writes down what happens to the top-level names of a worksheet.
///
/// The engine's tensors never change, so the value of a name at a moment is kept by keeping the
/// tensor. A loop binds its names again and again; of the moments that no loss and no last value
/// can refer to any more, only the names that were read are kept, or a long training would fill the
/// memory.
final class Recorder implements Observer, TensorObserver {
  private static final int LEAST_BETWEEN_SWEEPS = 1024;
  private static final long MOST_ELEMENTS_BETWEEN_SWEEPS = 4_000_000;

  private final Precision precision;
  private final List<Binding> bindings = new ArrayList<>();
  private final Map<String, Object> objects = new LinkedHashMap<>();
  private final Map<String, Integer> last = new HashMap<>();
  private final Map<Binding, Binding> withoutValues = new HashMap<>();
  private final Map<Set<String>, Set<String>> readSets = new HashMap<>();
  private final Set<TensorValue> backwardOn = Collections.newSetFromMap(new WeakHashMap<>());
  private final Set<String> backwardNames = new LinkedHashSet<>();

  /// Names of tensors that were written, with the line, until the statement that did it is told.
  private final Map<String, Integer> changed = new LinkedHashMap<>();

  private List<Integer> valued = new ArrayList<>();
  private int nextSweep = LEAST_BETWEEN_SWEEPS;
  private long elementsSinceSweep;

  Recorder(Precision precision) {
    this.precision = precision;
  }

  /// What has been written down.
  Recording recording(String output) {
    tellChanged(0, Set.of());
    return new Recording(new History(bindings), List.copyOf(backwardNames), output);
  }

  /// The tensor may have a name, or get one.
  @Override
  public void backward(TensorValue tensor) {
    backwardOn.add(tensor);
    for (Map.Entry<String, Object> entry : objects.entrySet()) {
      if (entry.getValue() == tensor) {
        backwardNames.add(entry.getKey());
      }
    }
  }

  /// Notes which names stand for the tensor, or for another that shares its elements: a function
  /// may have been given the one, and the other has a name. What the writing read is known when its
  /// statement is told.
  @Override
  public void written(TensorValue tensor, int line) {
    for (Map.Entry<String, Object> entry : objects.entrySet()) {
      if (entry.getValue() instanceof TensorValue other && other.sharesElementsWith(tensor)) {
        changed.put(entry.getKey(), line);
      }
    }
  }

  @Override
  public void bound(String name, int line, Object value, Set<String> reads) {
    boolean isWrite = objects.get(name) == value;
    if (!isWrite) {
      changed.remove(name);
    }
    tellChanged(line, reads);
    objects.put(name, value);
    if (value instanceof TensorValue tensor && backwardOn.contains(tensor)) {
      backwardNames.add(name);
    }
    if (isWrite) {
      update(name, line, value, reads);
    } else {
      add(binding(name, line, value, reads));
    }
  }

  @Override
  public void written(String name, int line, Object value, Set<String> reads) {
    tellChanged(line, reads);
    update(name, line, value, reads);
  }

  /// Tells the names that stand for other elements than before. They were written by the statement
  /// that is being told, or, without anything told of it, by one before.
  private void tellChanged(int line, Set<String> reads) {
    if (changed.isEmpty()) {
      return;
    }
    Map<String, Integer> lines = new LinkedHashMap<>(changed);
    changed.clear();
    lines.forEach(
        (name, written) -> {
          Set<String> all = new LinkedHashSet<>(written == line ? reads : Set.of());
          all.add(name);
          Object value = objects.get(name);
          if (value != null) {
            update(name, written, value, all);
          }
        });
  }

  /// A write that leaves the elements, such as `x.requires_grad = True`, is no new moment.
  private void update(String name, int line, Object value, Set<String> reads) {
    Binding now = binding(name, line, value, reads);
    Integer moment = last.get(name);
    if (moment == null || now.value() == null || bindings.get(moment).value() != now.value()) {
      add(now);
      return;
    }
    Binding before = bindings.get(moment);
    bindings.set(
        moment,
        new Binding(
            name,
            before.line(),
            before.value(),
            before.isNumber(),
            before.operation(),
            now.wantsGrad(),
            before.reads()));
  }

  private Binding binding(String name, int line, Object value, Set<String> reads) {
    Set<String> shared = readSets.computeIfAbsent(reads, Set::copyOf);
    if (value instanceof TensorValue tensor) {
      boolean wantsGrad = tensor.requiresGrad() && tensor.isLeaf();
      String operation = tensor.operation();
      return new Binding(name, line, tensor.tensor(), false, operation, wantsGrad, shared);
    }
    Tensor number = number(value);
    return new Binding(name, line, number, number != null, "leaf", false, shared);
  }

  /// A plain number counts as a tensor without dimensions.
  private @Nullable Tensor number(Object value) {
    DType dtype = precision == Precision.OWN ? DType.FLOAT32 : DType.FLOAT64;
    return switch (value) {
      case Double number -> Tensor.full(dtype, number);
      case Long number -> Tensor.full(dtype, number);
      default -> null;
    };
  }

  private void add(Binding binding) {
    last.put(binding.name(), bindings.size());
    Tensor value = binding.value();
    if (value != null) {
      valued.add(bindings.size());
      elementsSinceSweep += value.numel();
    }
    bindings.add(binding);
    if (valued.size() >= nextSweep || elementsSinceSweep > MOST_ELEMENTS_BETWEEN_SWEEPS) {
      sweep();
    }
  }

  /// Forgets the values that nothing can ask for: all but the last of each name, and the last of
  /// each name before a loss, which may be any name of one float.
  private void sweep() {
    Set<Integer> needed = new HashSet<>(last.values());
    for (int moment : last.values()) {
      if (isScalar(bindings.get(moment))) {
        needed.addAll(latestUpTo(moment));
      }
    }
    List<Integer> kept = new ArrayList<>();
    for (int moment : valued) {
      if (needed.contains(moment)) {
        kept.add(moment);
      } else {
        bindings.set(moment, withoutValue(bindings.get(moment)));
      }
    }
    valued = kept;
    elementsSinceSweep = 0;
    nextSweep = Math.max(LEAST_BETWEEN_SWEEPS, 2 * kept.size());
  }

  private static boolean isScalar(Binding binding) {
    Tensor value = binding.value();
    return value != null && !binding.isNumber() && value.dtype().isFloat() && value.numel() == 1;
  }

  private Set<Integer> latestUpTo(int moment) {
    Map<String, Integer> latest = new HashMap<>();
    for (int m : valued) {
      if (m <= moment) {
        latest.put(bindings.get(m).name(), m);
      }
    }
    return new HashSet<>(latest.values());
  }

  private Binding withoutValue(Binding b) {
    Binding bare = new Binding(b.name(), b.line(), null, false, "", false, b.reads());
    return withoutValues.computeIfAbsent(bare, same -> same);
  }
}
