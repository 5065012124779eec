package dev.chainrule.conformance;

import dev.chainrule.op.Catalogue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/// Every check on every operation of the catalogue.
class ConformanceTest {
  @TestFactory
  Stream<DynamicContainer> operations() {
    return Catalogue.examples().stream()
        .map(
            example ->
                DynamicContainer.dynamicContainer(
                    example.operation() + " of " + example.inputs(), Checks.of(example)));
  }
}
