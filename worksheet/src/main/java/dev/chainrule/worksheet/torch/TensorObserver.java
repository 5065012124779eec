package dev.chainrule.worksheet.torch;

/// Is told what happens to tensors, whatever names they have.
public interface TensorObserver {
  /// `backward` was called on a tensor.
  void backward(TensorValue tensor);

  /// The elements of a tensor, and of all that share them, were written in place.
  ///
  /// @param line the line that wrote, counted from 1
  void written(TensorValue tensor, int line);

  /// Watches nothing.
  TensorObserver NONE =
      new TensorObserver() {
        @Override
        public void backward(TensorValue tensor) {}

        @Override
        public void written(TensorValue tensor, int line) {}
      };
}
