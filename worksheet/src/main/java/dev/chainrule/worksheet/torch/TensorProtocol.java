package dev.chainrule.worksheet.torch;

import dev.chainrule.worksheet.value.BinaryOperator;
import dev.chainrule.worksheet.value.Comparison;
import dev.chainrule.worksheet.value.ForeignValue;
import dev.chainrule.worksheet.value.UnaryOperator;
import java.util.Iterator;

/// What Python's operators, brackets, attributes and functions ask of a tensor, and who answers.
abstract sealed class TensorProtocol implements ForeignValue permits TensorValue {
  /// The tensor.
  abstract TensorValue self();

  @Override
  public String typeName() {
    return "tensor";
  }

  @Override
  public String repr() {
    return TensorText.of(self());
  }

  @Override
  public Object getAttribute(String name) {
    return TensorAttributes.get(self(), name);
  }

  @Override
  public void setAttribute(String name, Object given) {
    TensorAttributes.set(self(), name, given);
  }

  @Override
  public Object getItem(Object key) {
    return TensorItems.get(self(), key);
  }

  @Override
  public void setItem(Object key, Object given) {
    TensorItems.set(self(), key, given);
  }

  @Override
  public Object binary(BinaryOperator operator, Object other, boolean reflected) {
    return Arithmetic.binary(self(), operator, other, reflected);
  }

  @Override
  public Object inPlace(BinaryOperator operator, Object other) {
    return Arithmetic.inPlace(self(), operator, other);
  }

  @Override
  public Object unary(UnaryOperator operator) {
    return Arithmetic.unary(self(), operator);
  }

  @Override
  public Object compare(Comparison comparison, Object other) {
    return Arithmetic.compare(self(), comparison, other);
  }

  @Override
  public boolean contains(Object item) {
    return Scalars.contains(self(), item);
  }

  @Override
  public boolean truth() {
    return Scalars.truth(self());
  }

  @Override
  public Iterator<Object> iterate() {
    return TensorItems.iterate(self());
  }

  @Override
  public long length() {
    return TensorItems.length(self());
  }

  @Override
  public long toIndex() {
    return Scalars.index(self());
  }

  @Override
  public Object toInteger() {
    return Scalars.integer(self());
  }

  @Override
  public double toFloat() {
    return Scalars.real(self());
  }

  @Override
  public String format(String specification) {
    return Scalars.format(self(), specification);
  }

  @Override
  public boolean isInstanceOf(String type) {
    return type.equals("torch.Tensor");
  }
}
