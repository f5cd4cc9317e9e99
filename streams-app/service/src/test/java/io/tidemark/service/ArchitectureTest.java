// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.tidemark.service.topology.tick.Ticks;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * The walls of the edges. Arrows point toward core; stages do not know each other; each outside
 * technology is known in one room. Think hard before you move one.
 */
@AnalyzeClasses(packages = "io.tidemark.service", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] STAGES = {
    "ingest", "join", "summarize", "evaluate", "decide", "emit"
  };

  @ArchTest
  static final ArchRule stagesDoNotKnowEachOther =
      slices().assignedFrom(new Stages()).should().notDependOnEachOther();

  @ArchTest
  static final ArchRule avroClassesStopAtSerde =
      noClasses()
          .that()
          .resideOutsideOfPackages("..service.serde..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.tidemark.schemas..");

  @ArchTest
  static final ArchRule avroStopsAtSerdeAndRegistry =
      noClasses()
          .that()
          // A table may be an Avro file; its records are somebody else's and not our contracts.
          .resideOutsideOfPackages(
              "..service.serde..", "..service.registry..", "..service.cli.table..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.avro..");

  @ArchTest
  static final ArchRule prometheusStopsAtMetrics =
      noClasses()
          .that()
          .resideOutsideOfPackage("..service.expose.metrics..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.prometheus..");

  @ArchTest
  static final ArchRule runtimeInternalsStopAtState =
      noClasses()
          .that()
          .resideOutsideOfPackage("..service.state..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.kafka.streams.processor.internals..",
              "org.apache.kafka.streams.state.internals..");

  /** A task that is called at moments of its own makes the whole thread go round for little. */
  @ArchTest
  static final ArchRule theClockCallsThroughTicks =
      noClasses()
          .that()
          .doNotBelongToAnyOf(Ticks.class)
          .should()
          .callMethodWhere(
              describe(
                  "it schedules a punctuator",
                  call ->
                      call.getName().equals("schedule")
                          && call.getTargetOwner().isAssignableTo(ProcessingContext.class)));

  @ArchTest
  static final ArchRule exposeReadsSnapshotsOnly =
      noClasses()
          .that()
          .resideInAPackage("..service.expose..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..core.summary..", "..service.topology..", "..service.state..", "..service.serde..");

  @ArchTest
  static final ArchRule stagesKnowNoConfigurationAndNoSurface =
      noClasses()
          .that()
          .resideInAPackage("..service.topology..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..service.config..", "..service.expose..", "..service.cli..");

  @ArchTest
  static final ArchRule theCommandLineIsTheTop =
      noClasses()
          .that()
          .resideOutsideOfPackage("..service.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..service.cli..");

  @ArchTest
  static final ArchRule noPackageCycles =
      slices().matching("io.tidemark.service.(**)").should().beFreeOfCycles();

  /** Each stage package is a slice; everything else is none. */
  private static final class Stages implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      for (String stage : STAGES) {
        if (javaClass.getPackageName().startsWith("io.tidemark.service.topology." + stage)) {
          return SliceIdentifier.of(stage);
        }
      }
      return SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "stages of the topology";
    }
  }
}
