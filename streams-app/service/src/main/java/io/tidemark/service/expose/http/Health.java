// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.expose.http;

/** Whether the instance is alive and whether it can do its work. Asked often; must not block. */
public interface Health {

  /**
   * Whether the process should go on living. A failing answer means: restart me.
   *
   * @return the answer, with its reason
   */
  Answer live();

  /**
   * Whether the instance does its work. A failing answer means: leave me alone for now.
   *
   * @return the answer, with its reason
   */
  Answer ready();

  /**
   * An answer about health.
   *
   * @param ok whether all is well
   * @param reason one plain sentence for people
   */
  record Answer(boolean ok, String reason) {}
}
