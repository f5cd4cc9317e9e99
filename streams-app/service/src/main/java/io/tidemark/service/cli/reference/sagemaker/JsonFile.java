// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.reference.sagemaker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.service.cli.shell.CommandFailure;
import io.tidemark.service.cli.shell.InputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JSON file of SageMaker Model Monitor with a list of features. */
final class JsonFile {

  private JsonFile() {}

  /** The document, whose {@code features} is a list. */
  static JsonNode read(String option, Path file, String documented) {
    JsonNode document;
    try {
      document = new ObjectMapper().readTree(Files.readAllBytes(InputFiles.require(option, file)));
    } catch (JsonProcessingException e) {
      throw CommandFailure.running(
          file + " is not JSON: " + e.getOriginalMessage() + "; name a " + documented, e);
    } catch (IOException e) {
      throw CommandFailure.running("cannot read " + file + ": " + e.getMessage(), e);
    }
    if (!document.path("features").isArray()) {
      throw CommandFailure.running(
          file + " has no list 'features'; name a " + documented + " of SageMaker Model Monitor");
    }
    return document;
  }
}
