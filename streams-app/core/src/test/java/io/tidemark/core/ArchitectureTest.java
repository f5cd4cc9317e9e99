// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * The walls of the pure core. They keep the mathematics free of brokers, formats and clocks, so
 * that it can be proved in milliseconds and used offline. Think hard before you move one.
 */
@AnalyzeClasses(packages = "io.tidemark.core", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule dependsOnlyOnTheJdkAndItsLibraries =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "io.tidemark.core..",
              "java.lang..",
              "java.util..",
              "java.nio..",
              "java.time..",
              "java.io..",
              "java.math..",
              "java.security..",
              "org.apache.commons.math3..",
              "org.apache.datasketches..");

  @ArchTest
  static final ArchRule roomsPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.tidemark.core..")
          .layer("observation")
          .definedBy("..core.observation..")
          .layer("statistics")
          .definedBy("..core.statistics..")
          .layer("reference")
          .definedBy("..core.reference..")
          .layer("summary")
          .definedBy("..core.summary..")
          .layer("sketch")
          .definedBy("..core.sketch..")
          .layer("evaluate")
          .definedBy("..core.evaluate..")
          .layer("decide")
          .definedBy("..core.decide..")
          .withOptionalLayers(true)
          .whereLayer("decide")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("evaluate")
          .mayOnlyBeAccessedByLayers("decide")
          .whereLayer("sketch")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("summary")
          .mayOnlyBeAccessedByLayers("evaluate")
          .whereLayer("reference")
          .mayOnlyBeAccessedByLayers("summary", "sketch", "evaluate", "decide")
          .whereLayer("statistics")
          .mayOnlyBeAccessedByLayers("reference", "summary", "evaluate", "decide");

  @ArchTest
  static final ArchRule noPackageCycles =
      slices().matching("io.tidemark.core.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule timeAndChanceAreArguments =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(Math.class, "random");
}
