package dev.chainrule.check.experiment;

import dev.chainrule.Tensor;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.view.Clone;
import dev.chainrule.tape.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// A backward pass written by hand in Java.
///
/// The function is run twice, the second time with float64 leaves, so it must compute everything
/// from the tensors that it is given back, and draw random numbers from generators that it seeds
/// itself.
///
/// ```java Report report = Checker.check(HandWritten.of(pass -> {   Tensor x = pass.leaf("x",
/// Tensor.of(new float[] {1f, 0.5f}));   Tensor w = pass.leaf("w", Tensor.of(new float[] {0.4f,
/// 0.6f}));   Tensor z = pass.step("z", w.mul(x).sum());   Tensor loss = pass.loss("loss",
/// z.square());   Tensor dz = pass.gradient("z", z.mul(2));   pass.gradient("w", x.mul(dz)); }));
/// ```
public final class HandWritten implements Experiment {
  private final Consumer<Pass> body;

  private HandWritten(Consumer<Pass> body) {
    this.body = body;
  }

  /// A pass that names its values and hands over its gradients.
  public static HandWritten of(Consumer<Pass> body) {
    return new HandWritten(body);
  }

  @Override
  public Run run(Precision precision, Variation variation) {
    Pass pass = new Pass(precision, variation);
    body.accept(pass);
    return pass.finish();
  }

  @Override
  public String statement(String of, String value) {
    return "pass.gradient(\"%s\", %s)".formatted(of, value);
  }

  /// What a pass tells about itself while it runs.
  public static final class Pass {
    private final Precision precision;
    private final Variation variation;
    private final Map<String, Run.Step> steps = new LinkedHashMap<>();
    private final List<Run.Loss> losses = new ArrayList<>();
    private final Map<String, Run.HandGradient> gradients = new LinkedHashMap<>();

    private Pass(Precision precision, Variation variation) {
      this.precision = precision;
      this.variation = variation;
    }

    /// An input of the forward pass. Compute with what this returns.
    public Tensor leaf(String name, Tensor value) {
      Tensor leaf = variation.of(widened(value.detach()), true);
      return named(name, "leaf", leaf.dtype().isFloat() ? leaf.requiresGrad(true) : leaf, true);
    }

    /// A value of the forward pass.
    public Tensor step(String name, Tensor value) {
      Node node = value.node();
      String operation = node == null || node.isLeaf() ? "leaf" : node.operation().name();
      return named(name, operation, value, false);
    }

    /// The scalar that gradients are of.
    public Tensor loss(String name, Tensor value) {
      losses.add(new Run.Loss(name, 0, value));
      return step(name, value);
    }

    /// The gradient, written by hand, with respect to the step or leaf `of`. Compute further
    /// gradients from what this returns, so that it is known what they were computed from.
    public Tensor gradient(String of, Tensor value) {
      Run.Step target = steps.get(of);
      if (target == null) {
        throw new IllegalArgumentException(
            "gradient: '%s' must be a leaf or step of this pass; known are %s"
                .formatted(of, steps.keySet()));
      }
      // A place of its own on the tape, so that what is computed from it can be told.
      Tensor own =
          value.requiresGrad()
              ? Tensor.apply(new Clone(), value)
              : widened(value.detach()).requiresGrad(value.dtype().isFloat());
      String name = "d" + of;
      requireDouble(name, own);
      List<String> reads = reads(own);
      Run.HandGradient before = gradients.remove(name);
      List<Run.Writing> earlier = new ArrayList<>();
      if (before != null) {
        earlier.addAll(before.earlier());
        earlier.add(new Run.Writing(0, before.value()));
      }
      gradients.put(name, new Run.HandGradient(name, of, target.value(), 0, own, reads, earlier));
      return own;
    }

    private Tensor named(String name, String operation, Tensor value, boolean leaf) {
      requireDouble(name, value);
      steps.remove(name);
      steps.put(name, new Run.Step(name, 0, operation, value, leaf && value.requiresGrad(), null));
      return value;
    }

    /// A float32 tensor that comes from outside would bring its rounding into the run that is to be
    /// free of it.
    private void requireDouble(String name, Tensor value) {
      if (precision == Precision.DOUBLE && value.dtype() == DType.FLOAT32) {
        throw new IllegalStateException(
            "check: %s is float32 in the run in float64, so rounding could not be told from error; hand every input in with leaf(name, value) and compute with what it returns"
                .formatted(name));
      }
    }

    /// In the float64 run, the decimals that a float32 prints as: what was typed as 0.1 is 0.1.
    private Tensor widened(Tensor value) {
      if (precision == Precision.OWN || value.dtype() != DType.FLOAT32) {
        return value;
      }
      double[] decimals = new double[value.numel()];
      float[] elements = value.toFloatArray();
      for (int i = 0; i < decimals.length; i++) {
        decimals[i] = Double.parseDouble(Float.toString(elements[i]));
      }
      return Tensor.of(NdArray.of(new Buffer.OfDouble(decimals), value.shape()));
    }

    /// The gradients that lie on the tape below `value`, the nearest last.
    private List<String> reads(Tensor value) {
      IdentityHashMap<Node, String> places = new IdentityHashMap<>();
      gradients.forEach(
          (name, gradient) -> {
            Node node = gradient.value().node();
            if (node != null) {
              places.put(node, name);
            }
          });
      List<String> reads = new ArrayList<>();
      Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
      ArrayDeque<Node> open = new ArrayDeque<>();
      Node start = value.node();
      if (start != null) {
        open.add(start);
      }
      while (!open.isEmpty()) {
        Node node = open.poll();
        if (!seen.add(node)) {
          continue;
        }
        String name = places.get(node);
        if (name != null) {
          reads.addFirst(name);
          continue;
        }
        for (int i = 0; i < node.arity(); i++) {
          Node input = node.input(i);
          if (input != null) {
            open.add(input);
          }
        }
      }
      return List.copyOf(reads);
    }

    private Run finish() {
      if (losses.isEmpty()) {
        throw new IllegalStateException(
            "check: a pass must name its loss; none was named; call loss(name, value)");
      }
      return new Run(losses, List.copyOf(steps.values()), List.copyOf(gradients.values()), "");
    }
  }
}
