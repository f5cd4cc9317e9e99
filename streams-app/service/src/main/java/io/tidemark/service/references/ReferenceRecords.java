// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.references;

import io.tidemark.core.observation.ModelVersion;
import io.tidemark.core.reference.ReferenceProfile;
import io.tidemark.core.reference.ReferenceSchedule;
import io.tidemark.service.serde.ReferenceKeys;
import io.tidemark.service.serde.ReferenceProfileSerde;
import io.tidemark.service.serde.ReferenceScheduleSerde;
import io.tidemark.service.serde.UndecodableRecordException;

/** Puts records of the references topic into a catalog, one after the other. */
final class ReferenceRecords {

  private final ReferenceCatalog catalog;
  private final ReferenceProfileSerde profiles;
  private final ReferenceScheduleSerde schedules;

  ReferenceRecords(
      ReferenceCatalog catalog, ReferenceProfileSerde profiles, ReferenceScheduleSerde schedules) {
    this.catalog = catalog;
    this.profiles = profiles;
    this.schedules = schedules;
  }

  /**
   * Takes in one record.
   *
   * @param value null when the key was deleted
   * @return what happened, for the log
   */
  String take(String key, byte[] value) throws UndecodableRecordException {
    return ReferenceKeys.isSchedule(key) ? schedule(key, value) : profile(key, value);
  }

  private String profile(String key, byte[] value) throws UndecodableRecordException {
    if (value == null) {
      catalog.remove(key);
      return "Reference " + key + " was deleted";
    }
    ReferenceProfile profile = profiles.decode(value);
    String what = "Reference " + key + " is known, with " + profile.size() + " columns";
    try {
      String lack = catalog.put(key, profile);
      return lack.isEmpty() ? what : what + "; it is not in force: " + lack;
    } catch (IllegalArgumentException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.MALFORMED, "it does not fit its whole: " + e.getMessage());
    }
  }

  private String schedule(String key, byte[] value) throws UndecodableRecordException {
    if (value == null) {
      catalog.unschedule(modelVersion(key));
      return "References of " + key + " count from when they were made";
    }
    ReferenceSchedule schedule = schedules.decode(value);
    catalog.schedule(schedule);
    return "References of " + key + " are scheduled: " + schedule.activations();
  }

  private static ModelVersion modelVersion(String key) throws UndecodableRecordException {
    try {
      return ReferenceKeys.modelVersion(key);
    } catch (IllegalArgumentException e) {
      throw new UndecodableRecordException(
          UndecodableRecordException.MALFORMED,
          "its key names no model version: " + e.getMessage());
    }
  }
}
