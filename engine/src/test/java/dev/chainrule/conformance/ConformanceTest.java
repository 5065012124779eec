package dev.chainrule.conformance;

import dev.chainrule.op.Catalogue;
import dev.chainrule.op.Example;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/// Every check on every operation of the catalogue.
class ConformanceTest {
  @TestFactory
  Stream<DynamicContainer> operations() {
    return Catalogue.examples().stream().map(ConformanceTest::checked);
  }

  @TestFactory
  Stream<DynamicContainer> variants() {
    return Variants.examples().stream().map(ConformanceTest::checked);
  }

  private static DynamicContainer checked(Example example) {
    String shapes =
        example.inputs().stream()
            .map(input -> input.domain() + " " + input.shape())
            .collect(Collectors.joining(", "));
    return DynamicContainer.dynamicContainer(
        example.operation() + " of " + shapes, Checks.of(example));
  }
}
