package dev.chainrule.nn.data;

import dev.chainrule.Generator;
import dev.chainrule.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Examples in memory: row i of `x` belongs to row i of `y`. Parts of a data set share its storage.
///
/// @param x of any dtype, `[examples, …]`
/// @param y of any dtype, `[examples, …]`
public record Dataset(Tensor x, Tensor y) {

  /// @throws IllegalArgumentException if the first sizes differ or there is none
  public Dataset {
    x = x.detach();
    y = y.detach();
    if (x.rank() == 0 || y.rank() == 0 || x.size(0) != y.size(0)) {
      throw new IllegalArgumentException(
          "dataset: x and y must have as many rows; x is %s and y is %s; transpose or cut one"
              .formatted(x.shape(), y.shape()));
    }
  }

  /// How many examples there are.
  public int size() {
    return x.size(0);
  }

  /// The examples with these numbers, in this order, copied.
  ///
  /// @throws IllegalArgumentException if a number is out of range
  public Dataset rows(long... numbers) {
    for (long number : numbers) {
      if (number < 0 || number >= size()) {
        throw new IllegalArgumentException(
            "dataset: rows go from 0 to %d; got %d".formatted(size() - 1, number));
      }
    }
    return new Dataset(
        new Rows(x).take(numbers, numbers.length), new Rows(y).take(numbers, numbers.length));
  }

  /// The same examples in random order: that of `torch.randperm`.
  public Dataset shuffled(Generator generator) {
    return rows(generator.randperm(size()));
  }

  /// Every `step`-th example, from the first one on.
  public Dataset every(int step) {
    if (step < 1) {
      throw new IllegalArgumentException(
          "dataset: the step must be at least 1; got %d".formatted(step));
    }
    return new Dataset(x.slice(0, 0, size(), step), y.slice(0, 0, size(), step));
  }

  /// Consecutive parts, as large as the fractions say; see [Lines#split].
  ///
  /// @param fractions none negative, together 1
  /// @throws IllegalArgumentException if they are not, or a part that should have examples has none
  public List<Dataset> split(double... fractions) {
    List<Dataset> parts = new ArrayList<>();
    int begin = 0;
    for (int end : Fractions.ends("row", size(), fractions)) {
      parts.add(new Dataset(x.slice(0, begin, end, 1), y.slice(0, begin, end, 1)));
      begin = end;
    }
    return List.copyOf(parts);
  }
}
