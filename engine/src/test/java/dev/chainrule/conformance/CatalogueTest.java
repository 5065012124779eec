package dev.chainrule.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.chainrule.op.Catalogue;
import dev.chainrule.op.Operation;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// That nothing goes untested.
class CatalogueTest {
  @Test
  void everyOperationIsInTheCatalogue() {
    Set<String> written =
        new ClassFileImporter()
            .importUrl(Operation.class.getProtectionDomain().getCodeSource().getLocation()).stream()
                .filter(type -> type.isAssignableTo(Operation.class))
                .filter(type -> !type.isInterface())
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    Set<String> listed =
        Catalogue.examples().stream()
            .map(example -> example.operation().getClass().getName())
            .collect(Collectors.toSet());
    assertThat(written).hasSizeGreaterThan(80);
    assertThat(listed).containsExactlyInAnyOrderElementsOf(written);
  }
}
