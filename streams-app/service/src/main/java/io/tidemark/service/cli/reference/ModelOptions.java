// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.references.ModelReferences;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that name a model version. */
final class ModelOptions {

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME",
      description = "The model's name.")
  private String model;

  @Option(
      names = "--version",
      required = true,
      paramLabel = "NAME",
      description = "The model's version.")
  private String version;

  ModelVersion modelVersion() {
    return new ModelVersion(model, version);
  }

  /** The one reference that a name, an id or the beginning of an id stands for. */
  static ReferenceProfile find(ModelReferences references, String wanted) {
    List<ReferenceProfile> byId =
        references.profiles().stream().filter(profile -> profile.id().startsWith(wanted)).toList();
    List<ReferenceProfile> named =
        references.profiles().stream().filter(profile -> profile.name().equals(wanted)).toList();
    // Of one name the newest is meant: it is what was published last under it.
    if (!named.isEmpty()) {
      return named.get(named.size() - 1);
    }
    if (byId.size() == 1) {
      return byId.get(0);
    }
    throw CommandFailure.running(
        (byId.isEmpty() ? "no reference of " : "several references of ")
            + references.modelVersion()
            + (byId.isEmpty() ? " is called " : " have an id that begins with ")
            + wanted
            + "; there are "
            + references.profiles().stream()
                .map(profile -> profile.name() + " (" + profile.id() + ")")
                .collect(Collectors.joining(", ")));
  }
}
