package dev.chainrule.tape;

import java.util.AbstractList;

/// The inputs of a place, read when its rule asks for them.
final class Inputs<T> extends AbstractList<T> {
  private final Reading<T> reading;
  private final Node node;

  Inputs(Reading<T> reading, Node node) {
    this.reading = reading;
    this.node = node;
  }

  @Override
  public T get(int i) {
    return reading.input(node, i);
  }

  @Override
  public int size() {
    return node.arity();
  }
}
