// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

/** A request that the in-process registry refuses, with the status and code of Confluent's API. */
final class RegistryFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;

  private RegistryFault(int status, int code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  static RegistryFault unknownSubject(String subject) {
    return new RegistryFault(404, 40401, "Subject '" + subject + "' not found.");
  }

  static RegistryFault unknownVersion(String version) {
    return new RegistryFault(404, 40402, "Version " + version + " not found.");
  }

  static RegistryFault unknownSchema() {
    return new RegistryFault(404, 40403, "Schema not found");
  }

  static RegistryFault unknownId(int id) {
    return new RegistryFault(404, 40403, "Schema " + id + " not found");
  }

  static RegistryFault noLevel(String subject) {
    return new RegistryFault(
        404,
        40408,
        "Subject '" + subject + "' does not have subject-level compatibility configured");
  }

  static RegistryFault unknownPath() {
    return new RegistryFault(404, 404, "HTTP 404 Not Found");
  }

  static RegistryFault wrongMethod() {
    return new RegistryFault(405, 405, "HTTP 405 Method Not Allowed");
  }

  static RegistryFault incompatible(String why) {
    return new RegistryFault(
        409, 409, "Schema being registered is incompatible with an earlier schema; " + why);
  }

  static RegistryFault unreadable(String why) {
    return new RegistryFault(422, 422, why);
  }

  static RegistryFault invalidSchema(String why) {
    return new RegistryFault(422, 42201, "Invalid schema: " + why);
  }

  static RegistryFault invalidVersion(String version) {
    return new RegistryFault(
        422,
        42202,
        "The specified version '"
            + version
            + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string"
            + " \"latest\"");
  }

  static RegistryFault invalidLevel(String level) {
    return new RegistryFault(
        422,
        42203,
        "Invalid compatibility level '"
            + level
            + "'. Valid values are none, backward, forward, full, backward_transitive,"
            + " forward_transitive, and full_transitive");
  }

  static RegistryFault fixedMode() {
    return new RegistryFault(422, 42205, "This registry is always in mode READWRITE");
  }

  static RegistryFault failed(RuntimeException cause) {
    return new RegistryFault(500, 50001, "Unexpected failure: " + cause);
  }

  int status() {
    return status;
  }

  int code() {
    return code;
  }
}
