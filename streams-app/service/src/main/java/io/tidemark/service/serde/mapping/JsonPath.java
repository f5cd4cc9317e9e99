// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import java.util.HashMap;
import java.util.Map;

/**
 * A dotted path at which JSON has been seen, with what its value is for, so that each path is
 * looked up once. Not thread-safe.
 */
final class JsonPath {

  private final Target target;
  private final boolean reachesBelow;
  private final Map<String, JsonPath> children = new HashMap<>();
  private String lastName;
  private JsonPath lastChild;

  /** The path of a whole record. */
  JsonPath() {
    this.target = null;
    this.reachesBelow = true;
  }

  private JsonPath(String path, Selection selection) {
    this.target = selection.target(path);
    this.reachesBelow = selection.reachesBelow(path);
  }

  /** The path of a name below this, or null when it has not been seen. */
  JsonPath child(String name) {
    // The parser gives a name that it has seen before as the same instance.
    if (name.equals(lastName)) {
      return lastChild;
    }
    JsonPath child = children.get(name);
    if (child != null) {
      lastName = name;
      lastChild = child;
    }
    return child;
  }

  JsonPath add(String name, Selection selection) {
    String path = target == null ? name : target.path() + "." + name;
    JsonPath child = new JsonPath(path, selection);
    children.put(name, child);
    return child;
  }

  Target target() {
    return target;
  }

  /** Whether anything below may be wanted. */
  boolean reachesBelow() {
    return reachesBelow;
  }
}
