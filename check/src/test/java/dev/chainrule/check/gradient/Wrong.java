package dev.chainrule.check.gradient;

import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import dev.chainrule.op.Ops;
import dev.chainrule.op.TensorAlgebra;
import dev.chainrule.shape.Axes;
import java.util.List;

/// A user's operation with a wrong rule, one for each kind of mistake. All are functions of square
/// matrices, so that no shape gives a mistake away.
enum Wrong implements Operation {
  /// x², without the 2.
  FACTOR {
    @Override
    public NdArray forward(List<NdArray> x) {
      return Ops.SQUARE.forward(x);
    }

    @Override
    public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
      return a.mul(gradOutput, x.get(0));
    }
  },
  /// cos, without the minus.
  SIGN {
    @Override
    public NdArray forward(List<NdArray> x) {
      return Ops.COS.forward(x);
    }

    @Override
    public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
      return a.mul(gradOutput, a.sin(x.get(0)));
    }
  },
  /// tanh, passed through.
  LOST {
    @Override
    public NdArray forward(List<NdArray> x) {
      return Ops.TANH.forward(x);
    }

    @Override
    public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
      return gradOutput;
    }
  },
  /// A product with the operand not transposed.
  TRANSPOSED {
    @Override
    public NdArray forward(List<NdArray> x) {
      return Ops.MATMUL.forward(List.of(x.get(0), x.get(0)));
    }

    @Override
    public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
      T own = x.get(0);
      return a.add(a.matmul(gradOutput, own), a.matmul(a.transpose(own), gradOutput));
    }
  },
  /// The sum of the rows, spread along the other axis.
  AXIS {
    @Override
    public NdArray forward(List<NdArray> x) {
      return new dev.chainrule.op.reduce.Sum(Axes.single(0), false).forward(x);
    }

    @Override
    public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
      return a.expandTo(a.unsqueezeLast(gradOutput), x.get(0));
    }
  },
  /// A softmax with the diagonal of its Jacobian only.
  DIAGONAL {
    @Override
    public NdArray forward(List<NdArray> x) {
      return new dev.chainrule.op.reduce.Softmax(1).forward(x);
    }

    @Override
    public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
      return a.mul(gradOutput, a.mul(y, a.sub(a.constant(1), y)));
    }
  },
  /// x + sin x, with one of the two paths.
  PATH {
    @Override
    public NdArray forward(List<NdArray> x) {
      return Ops.ADD.forward(List.of(x.get(0), Ops.SIN.forward(x)));
    }

    @Override
    public <T> T vjp(TensorAlgebra<T> a, int input, List<T> x, T y, T gradOutput) {
      return a.mul(gradOutput, a.cos(x.get(0)));
    }
  }
}
