package dev.chainrule.lab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/// The arrows inside `lab`.
class ArchitectureTest {
  private static final JavaClasses LAB =
      new ClassFileImporter()
          .importUrl(Lab.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void packagesNameOneAnotherInOneDirectionOnly() {
    slices().matching("dev.chainrule.(lab..)").should().beFreeOfCycles().check(LAB);
  }

  @Test
  void answersKnowNothingOfHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.chainrule.lab")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta..")
        .check(LAB);
  }

  @Test
  void nothingReachesFilesOrProcesses() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveNameMatching("java\\.nio\\.file\\..*|java\\.io\\.File.*|java\\.lang\\.Process.*")
        .check(LAB);
  }
}
