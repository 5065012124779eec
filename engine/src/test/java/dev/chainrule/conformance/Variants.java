package dev.chainrule.conformance;

import dev.chainrule.op.Example;
import dev.chainrule.op.Example.Domain;
import dev.chainrule.op.Example.Input;
import dev.chainrule.op.Operation;
import dev.chainrule.op.fused.CrossEntropy;
import dev.chainrule.op.fused.MseLoss;
import dev.chainrule.op.fused.Normalize;
import dev.chainrule.op.fused.ScaledDotProductAttention;
import dev.chainrule.op.fused.SelfAttention;
import dev.chainrule.op.fused.SoftCrossEntropy;
import dev.chainrule.op.index.AddAt;
import dev.chainrule.op.index.Embedding;
import dev.chainrule.op.index.Gather;
import dev.chainrule.op.index.IndexAdd;
import dev.chainrule.op.index.IndexSelect;
import dev.chainrule.op.index.Put;
import dev.chainrule.op.index.ScatterAdd;
import dev.chainrule.op.index.Triangle;
import dev.chainrule.op.linalg.Matmul;
import dev.chainrule.op.reduce.Cumsum;
import dev.chainrule.op.reduce.LogSoftmax;
import dev.chainrule.op.reduce.Logsumexp;
import dev.chainrule.op.reduce.Max;
import dev.chainrule.op.reduce.MaxAlong;
import dev.chainrule.op.reduce.Mean;
import dev.chainrule.op.reduce.Min;
import dev.chainrule.op.reduce.MinAlong;
import dev.chainrule.op.reduce.Softmax;
import dev.chainrule.op.reduce.Std;
import dev.chainrule.op.reduce.Sum;
import dev.chainrule.op.reduce.Var;
import dev.chainrule.op.view.Cat;
import dev.chainrule.op.view.Expand;
import dev.chainrule.op.view.Slice;
import dev.chainrule.op.view.Unsqueeze;
import dev.chainrule.shape.Axes;
import dev.chainrule.shape.Shape;
import java.util.ArrayList;
import java.util.List;

/// Operations of the catalogue with other parameters and shapes, where their rules branch.
final class Variants {
  private static final int[] CUBE = {2, 3, 4};

  private final List<Example> examples = new ArrayList<>();

  private Variants() {}

  static List<Example> examples() {
    Variants variants = new Variants();
    variants.reductions();
    variants.alongOneDimension();
    variants.products();
    variants.indices();
    variants.views();
    variants.fused();
    return variants.examples;
  }

  private static Input real(int... shape) {
    return new Input(Domain.REAL, Shape.of(shape), 0);
  }

  private static Input distinct(int... shape) {
    return new Input(Domain.DISTINCT, Shape.of(shape), 0);
  }

  private static Input positive(int... shape) {
    return new Input(Domain.POSITIVE, Shape.of(shape), 0);
  }

  private static Input index(int bound, int... shape) {
    return new Input(Domain.INDEX, Shape.of(shape), bound);
  }

  private void add(Operation operation, Input... inputs) {
    examples.add(new Example(operation, List.of(inputs)));
  }

  private void reductions() {
    Shape cube = Shape.of(CUBE);
    List<Axes> sets =
        List.of(
            Axes.NONE, Axes.single(1), Axes.of("test", cube, 0, 2), Axes.of("test", cube, 1, 2));
    for (Axes axes : sets) {
      for (boolean keepDim : new boolean[] {true, false}) {
        add(new Sum(axes, keepDim), real(CUBE));
        add(new Mean(axes, keepDim), real(CUBE));
        add(new Logsumexp(axes, keepDim), real(CUBE));
        add(new Max(axes, keepDim), distinct(CUBE));
        add(new Min(axes, keepDim), distinct(CUBE));
        if (axes.count() > 0) {
          for (int correction = 0; correction < 2; correction++) {
            add(new Var(axes, correction, keepDim), real(CUBE));
            add(new Std(axes, correction, keepDim), real(CUBE));
          }
        }
      }
    }
    add(new Sum(Axes.all(3), false), real(CUBE));
    add(new Mean(Axes.NONE, false), real());
    add(new Sum(Axes.single(0), true), real(1, 4));
  }

  private void alongOneDimension() {
    for (int dim = 0; dim < 3; dim++) {
      for (boolean flag : new boolean[] {true, false}) {
        add(new MaxAlong(dim, flag), distinct(CUBE));
        add(new MinAlong(dim, flag), distinct(CUBE));
        add(new Cumsum(dim, flag), real(CUBE));
      }
      add(new Softmax(dim), real(CUBE));
      add(new LogSoftmax(dim), real(CUBE));
    }
    for (int diagonal = -2; diagonal < 3; diagonal++) {
      add(new Triangle(true, diagonal), real(3, 4));
      add(new Triangle(false, diagonal), real(2, 4, 3));
    }
  }

  private void products() {
    Matmul matrices = new Matmul(false, false);
    add(matrices, real(3, 4), real(4, 2));
    add(matrices, real(1, 1), real(1, 1));
    add(matrices, real(2, 1, 3, 4), real(5, 4, 2));
    add(matrices, real(4, 3), real(2, 3, 2));
    add(matrices, real(1, 3, 4), real(2, 4, 2));
    add(new Matmul(true, false), real(4), real(2, 4, 3));
    add(new Matmul(false, true), real(3, 4), real(4));
    add(new Matmul(true, true), real(1), real(1));
  }

  private void indices() {
    for (int dim = 0; dim < 3; dim++) {
      add(new Gather(dim), real(CUBE), index(CUBE[dim], 2, 2, 2));
      add(new ScatterAdd(dim), real(CUBE), index(CUBE[dim], 1, 3, 2), real(1, 3, 2));
      add(new IndexSelect(dim), real(CUBE), index(CUBE[dim], 2, 2));
      int[] source = CUBE.clone();
      source[dim] = 5;
      add(new IndexAdd(dim), real(CUBE), index(CUBE[dim], 5), real(source));
    }
    add(new Gather(0), real(), index(1));
    add(new Embedding(), real(3, 4), index(3));
    add(new Embedding(), real(1, 4), index(1, 6));
    add(new Put(), real(3, 4), index(12), real());
    add(new AddAt(), real(3, 4), index(12, 3, 2), real(2));
    add(new AddAt(), real(3, 4), index(3, 3, 2), real());
  }

  private void views() {
    add(new Slice("slice", 0, 1, 1, 1), real(CUBE));
    add(new Slice("slice", 2, 0, 2, 3), real(CUBE));
    add(new Cat(0, List.of(1, 2, 1)), real(1, 3), real(2, 3), real(1, 3));
    add(new Cat(2, List.of(1, 0, 2)), real(2, 3, 1), real(2, 3, 0), real(2, 3, 2));
    add(new Unsqueeze(Axes.of("test", Shape.of(1, 1, 1, 1), 0, 3)), real(3, 4));
    add(new Expand(Shape.of(2, 3)), real());
    add(new Expand(Shape.of(2, 3, 4)), real(2, 1, 4));
  }

  private void fused() {
    add(new CrossEntropy(0, 4), real(4), index(4));
    add(new CrossEntropy(1, 1), real(3, 1), index(1, 3));
    add(new SoftCrossEntropy(0), real(4), positive(4));
    add(new MseLoss(), real(3, 1), real(2, 1, 4));
    Axes batch = Axes.of("test", Shape.of(CUBE), 0, 2);
    Axes features = Axes.of("test", Shape.of(CUBE), 1, 2);
    for (int correction = 0; correction < 2; correction++) {
      add(new Normalize("batchNorm", batch, 1e-5, correction), real(CUBE), real(3, 1), real(3, 1));
      add(
          new Normalize("layerNorm", features, 0.1, correction),
          real(CUBE),
          real(3, 4),
          real(3, 4));
    }
    for (boolean causal : new boolean[] {true, false}) {
      ScaledDotProductAttention flat = new ScaledDotProductAttention(1, causal, 0.7);
      add(flat, real(3, 4), real(3, 4), real(3, 2));
      ScaledDotProductAttention batched = new ScaledDotProductAttention(3, causal, 0.5);
      add(batched, real(2, 1, 3, 2), real(1, 2, 4, 2), real(1, 2, 4, 3));
      add(new SelfAttention(Shape.of(1, 4, 6), 1, causal), real(1, 4, 6));
    }
  }
}
