package dev.chainrule.nn;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/// The arrows inside `nn`.
class ArchitectureTest {
  private static final String LAYERS = "dev.chainrule.nn";
  private static final String INIT = "dev.chainrule.nn.init";
  private static final String OPTIM = "dev.chainrule.nn.optim";

  private static final JavaClasses NN =
      new ClassFileImporter()
          .importUrl(Module.class.getProtectionDomain().getCodeSource().getLocation());

  private static void holds(ArchRule rule) {
    rule.check(NN);
  }

  @Test
  void layersKnowHowParametersStartAndNothingElseOfThisModule() {
    holds(
        noClasses()
            .that()
            .resideInAPackage(LAYERS)
            .should()
            .dependOnClassesThat(
                resideInAPackage(LAYERS + "..").and(not(resideInAnyPackage(LAYERS, INIT)))));
  }

  @Test
  void startsAndOptimisersStandAlone() {
    for (String alone : new String[] {INIT, OPTIM}) {
      holds(
          noClasses()
              .that()
              .resideInAPackage(alone)
              .should()
              .dependOnClassesThat(
                  resideInAPackage(LAYERS + "..").and(not(resideInAPackage(alone)))));
    }
  }

  @Test
  void packagesNameOneAnotherInOneDirectionOnly() {
    holds(slices().matching("dev.chainrule.(nn..)").should().beFreeOfCycles());
  }
}
