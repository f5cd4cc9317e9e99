// SPDX-License-Identifier: Apache-2.0
package io.tidemark.core.evaluate;

/** Why a window was closed. */
public enum CloseReason {
  /** Event time of every active input passed the window's end and grace. */
  WATERMARK,
  /** Every input fell idle and the wall clock passed the window's end and grace. */
  IDLE
}
