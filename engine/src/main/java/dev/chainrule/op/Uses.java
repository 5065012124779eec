package dev.chainrule.op;

import java.util.ArrayList;
import java.util.List;

/// A rule read for what it reads: the inputs and the output whose elements the backward pass needs,
/// so that the forward pass keeps these and nothing else.
public final class Uses {
  private static final Uses NOTHING = new Uses(0);
  private static final Uses OUTPUT = new Uses(1);

  /// Inputs from this number on share a bit.
  private static final int LAST_BIT = 63;

  private final long bits;

  private Uses(long bits) {
    this.bits = bits;
  }

  /// What the rule of `operation` reads for the inputs marked in `wanted`.
  public static Uses of(Operation operation, boolean[] wanted) {
    List<Uses> inputs = new ArrayList<>(wanted.length);
    for (int i = 0; i < wanted.length; i++) {
      inputs.add(new Uses(bit(i)));
    }
    long bits = 0;
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i]) {
        bits |= operation.vjp(Reading.INSTANCE, i, inputs, OUTPUT, NOTHING).bits;
      }
    }
    return new Uses(bits);
  }

  public boolean input(int i) {
    return (bits & bit(i)) != 0;
  }

  public boolean output() {
    return (bits & 1) != 0;
  }

  private static long bit(int input) {
    return 1L << Math.min(input + 1, LAST_BIT);
  }

  /// The algebra of uses: an expression uses what its parts use.
  private static final class Reading implements TensorAlgebra<Uses> {
    static final Reading INSTANCE = new Reading();

    @Override
    public Uses constant(double value) {
      return NOTHING;
    }

    @Override
    public Uses apply(Operation operation, List<Uses> inputs) {
      long bits = 0;
      for (int i = 0; i < inputs.size(); i++) {
        if (operation.readsElements(i)) {
          bits |= inputs.get(i).bits;
        }
      }
      return bits == 0 ? NOTHING : new Uses(bits);
    }
  }
}
