// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde;

import io.tidemark.core.decide.AlertEvent;
import io.tidemark.core.evaluate.CloseReason;
import io.tidemark.schemas.AlertSeverity;
import io.tidemark.schemas.AlertState;
import io.tidemark.schemas.DriftVerdict;
import io.tidemark.schemas.FeatureKind;
import io.tidemark.schemas.FeatureRole;

/** The domain's enums in the contracts' words; the compiler asks for every new symbol. */
final class ContractEnums {

  private ContractEnums() {}

  static FeatureRole of(io.tidemark.core.observation.FeatureRole role) {
    return switch (role) {
      case FEATURE -> FeatureRole.FEATURE;
      case PREDICTION -> FeatureRole.PREDICTION;
    };
  }

  static FeatureKind of(io.tidemark.core.observation.FeatureKind kind) {
    return switch (kind) {
      case NUMERIC -> FeatureKind.NUMERIC;
      case CATEGORICAL -> FeatureKind.CATEGORICAL;
    };
  }

  static DriftVerdict of(io.tidemark.core.decide.DriftVerdict verdict) {
    return switch (verdict) {
      case STABLE -> DriftVerdict.STABLE;
      case WARNING -> DriftVerdict.WARNING;
      case DRIFT -> DriftVerdict.DRIFT;
      case INSUFFICIENT_DATA -> DriftVerdict.INSUFFICIENT_DATA;
      case NO_REFERENCE -> DriftVerdict.NO_REFERENCE;
    };
  }

  static io.tidemark.schemas.CloseReason of(CloseReason reason) {
    return switch (reason) {
      case WATERMARK -> io.tidemark.schemas.CloseReason.WATERMARK;
      case IDLE -> io.tidemark.schemas.CloseReason.IDLE;
    };
  }

  static AlertState of(AlertEvent.State state) {
    return switch (state) {
      case PENDING -> AlertState.PENDING;
      case FIRING -> AlertState.FIRING;
      case RESOLVED -> AlertState.RESOLVED;
    };
  }

  static AlertSeverity of(AlertEvent.Severity severity) {
    return switch (severity) {
      case WARNING -> AlertSeverity.WARNING;
      case CRITICAL -> AlertSeverity.CRITICAL;
    };
  }
}
