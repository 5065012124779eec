package dev.chainrule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.chainrule.array.Buffer;
import dev.chainrule.array.DType;
import dev.chainrule.array.NdArray;
import dev.chainrule.op.Operation;
import org.junit.jupiter.api.Test;

/// The arrows inside the engine: a package may name only packages below it.
class ArchitectureTest {
  private static final JavaClasses ENGINE =
      new ClassFileImporter()
          .importUrl(Operation.class.getProtectionDomain().getCodeSource().getLocation());

  private static void holds(ArchRule rule) {
    rule.check(ENGINE);
  }

  @Test
  void packagesNameOnlyWhatIsBelowThem() {
    holds(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("face")
            .definedBy("dev.chainrule")
            .layer("tape")
            .definedBy("dev.chainrule.tape")
            .layer("expr")
            .definedBy("dev.chainrule.expr")
            .layer("op")
            .definedBy("dev.chainrule.op..")
            .layer("kernel")
            .definedBy("dev.chainrule.kernel..")
            .layer("array")
            .definedBy("dev.chainrule.array")
            .layer("shape")
            .definedBy("dev.chainrule.shape")
            .layer("random")
            .definedBy("dev.chainrule.random")
            .whereLayer("face")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("tape")
            .mayOnlyBeAccessedByLayers("face")
            .whereLayer("expr")
            .mayOnlyBeAccessedByLayers("face", "tape")
            .whereLayer("op")
            .mayOnlyBeAccessedByLayers("face", "tape", "expr")
            .whereLayer("kernel")
            .mayOnlyBeAccessedByLayers("face", "tape", "expr", "op")
            .whereLayer("array")
            .mayOnlyBeAccessedByLayers("face", "tape", "expr", "op", "kernel")
            .whereLayer("random")
            .mayOnlyBeAccessedByLayers("face"));
  }

  @Test
  void kernelsKnowElementsAndStridesAndNothingElse() {
    holds(
        noClasses()
            .that()
            .resideInAPackage("dev.chainrule.kernel..")
            .should()
            .dependOnClassesThat(
                resideInAPackage("dev.chainrule..")
                    .and(not(resideInAPackage("dev.chainrule.kernel..")))
                    .and(
                        not(
                            equivalentTo(DType.class)
                                .or(equivalentTo(Buffer.class))
                                .or(equivalentTo(Buffer[].class))
                                .or(equivalentTo(Buffer.OfFloat.class))
                                .or(equivalentTo(Buffer.OfDouble.class))
                                .or(equivalentTo(Buffer.OfLong.class))
                                .or(equivalentTo(Buffer.OfBoolean.class))))));
    holds(
        noClasses()
            .that()
            .resideInAPackage("dev.chainrule.kernel..")
            .should()
            .dependOnClassesThat(equivalentTo(NdArray.class)));
  }

  /// Without the incubator module everything else must still link.
  @Test
  void onlyTheVectorKernelsNameTheVectorApi() {
    holds(
        noClasses()
            .that()
            .resideOutsideOfPackage("dev.chainrule.kernel.vector")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("jdk.incubator.vector", "dev.chainrule.kernel.vector")));
  }

  @Test
  void geometryAndRandomNumbersStandAlone() {
    for (String alone : new String[] {"dev.chainrule.shape", "dev.chainrule.random"}) {
      holds(
          noClasses()
              .that()
              .resideInAPackage(alone)
              .should()
              .dependOnClassesThat(
                  resideInAPackage("dev.chainrule..").and(not(resideInAPackage(alone)))));
    }
    holds(
        noClasses()
            .that()
            .resideInAPackage("dev.chainrule")
            .and(not(equivalentTo(Generator.class)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.chainrule.random"));
  }

  /// A rule is written against an algebra, so an operation that knows tensors or the tape would be
  /// readable in one way only.
  @Test
  void operationsKnowNeitherTensorsNorTheTape() {
    holds(
        noClasses()
            .that()
            .areAssignableTo(Operation.class)
            .should()
            .dependOnClassesThat(
                resideInAnyPackage("dev.chainrule", "dev.chainrule.tape", "dev.chainrule.expr")));
  }

  @Test
  void operationsAreRecordsSoThatEqualOnesAreEqual() {
    holds(
        classes()
            .that()
            .areAssignableTo(Operation.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords());
  }

  @Test
  void nothingIsNeededButTheJdkAndTheAnnotationsOfNullness() {
    holds(
        noClasses()
            .should()
            .dependOnClassesThat(
                not(
                    resideInAnyPackage(
                        "dev.chainrule..", "java..", "jdk.incubator.vector", "org.jspecify.."))));
  }
}
