// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.cli.table;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the schema of a file has.
 *
 * @param columns the columns
 * @param unusable what cannot be a column, each with the reason
 * @param <C> how a column is read
 */
record FoundColumns<C extends FoundColumns.Typed>(List<C> columns, List<String> unusable) {

  /** A column whose type the file declares. */
  interface Typed {
    /** Its name, dotted when nested. */
    String name();

    /** Whether it holds points in time. */
    boolean isTime();
  }

  /** Nothing yet, to be added to. */
  FoundColumns() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  List<String> names() {
    return columns.stream().map(Typed::name).toList();
  }

  Set<String> times() {
    Set<String> times = new LinkedHashSet<>();
    columns.stream().filter(Typed::isTime).map(Typed::name).forEach(times::add);
    return times;
  }
}
