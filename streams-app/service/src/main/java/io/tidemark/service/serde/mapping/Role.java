// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

/** What a record needs exactly one of. */
enum Role {
  ID("id"),
  MODEL("model"),
  VERSION("version"),
  TIMESTAMP("timestamp");

  private final String setting;

  Role(String setting) {
    this.setting = setting;
  }

  /** The last part of the setting's name. */
  String setting() {
    return setting;
  }
}
