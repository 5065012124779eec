package dev.chainrule.worksheet.torch;

import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.worksheet.Nearest;
import dev.chainrule.worksheet.RunState;
import dev.chainrule.worksheet.WorksheetException;
import dev.chainrule.worksheet.value.BuiltinFunction;
import dev.chainrule.worksheet.value.ForeignValue;
import java.util.List;

/// What `tensor.numpy()` gives: something to round and to print. It is a copy.
record NumpyArray(RunState run, NdArray array) implements ForeignValue {
  private static final List<String> ATTRIBUTES =
      List.of("round", "tolist", "item", "shape", "size", "ndim");

  @Override
  public String typeName() {
    return "numpy.ndarray";
  }

  @Override
  public String repr() {
    run.budget().elements(array.numel());
    return NumpyText.repr(array);
  }

  @Override
  public String text() {
    run.budget().elements(array.numel());
    return NumpyText.text(array);
  }

  @Override
  public Object getAttribute(String name) {
    return switch (name) {
      case "round" ->
          BuiltinFunction.of(
              "round(decimals=0)", (called, arguments) -> rounded(arguments.integer("decimals")));
      case "tolist" ->
          BuiltinFunction.of("tolist()", (called, arguments) -> Conversions.list(run, array, 0, 0));
      case "item" -> BuiltinFunction.of("item()", (called, arguments) -> item());
      case "shape" -> new SizeValue(run, array.shape()).asTuple(run);
      case "size" -> (long) array.numel();
      case "ndim" -> (long) array.shape().rank();
      default ->
          throw new WorksheetException(
              "worksheets round and print numpy arrays; there is no '"
                  + name
                  + "'"
                  + Nearest.hint(name, ATTRIBUTES));
    };
  }

  private Object item() {
    if (array.numel() != 1) {
      throw new WorksheetException(
          "item: needs an array of exactly one element; this one is " + array.shape());
    }
    return Scalars.element(array, 0);
  }

  @Override
  public long length() {
    return array.shape().rank() == 0 ? ForeignValue.super.length() : (long) array.shape().size(0);
  }

  @Override
  public double toFloat() {
    return ((Number) item()).doubleValue();
  }

  /// Each element rounded, half to even, as NumPy does it: scaled up, rounded, scaled down.
  NumpyArray rounded(long decimals) {
    if (!array.dtype().isFloat()) {
      return this;
    }
    run.budget().elements(array.numel());
    double scale = Math.pow(10, (double) Math.abs(decimals));
    Buffer out = Buffer.allocate(array.dtype(), array.numel());
    for (int i = 0; i < out.length(); i++) {
      double value = array.get(i);
      if (array.dtype() == DType.FLOAT32) {
        float scaled = (float) (decimals >= 0 ? value * scale : value / scale);
        float whole = (float) Math.rint(scaled);
        out.set(i, decimals >= 0 ? whole / (float) scale : whole * (float) scale);
      } else {
        double whole = Math.rint(decimals >= 0 ? value * scale : value / scale);
        out.set(i, decimals >= 0 ? whole / scale : whole * scale);
      }
    }
    return new NumpyArray(run, NdArray.of(out, array.shape()));
  }
}
