// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** Says in words where a path leaves a schema. */
final class PathFault {

  private static final int MOST_NAMES = 12;

  private PathFault() {}

  static String explain(Schema schema, String path) {
    Schema at = schema;
    String done = "";
    for (String name : path.split("\\.", -1)) {
      Schema.Field field = field(at, name);
      if (field == null) {
        String where = done.isEmpty() ? "" : " in '" + done + "'";
        List<String> names = names(at);
        return "has no '"
            + name
            + "'"
            + where
            + (names.isEmpty() ? ", which has no fields" : "; there " + are(names));
      }
      at = field.schema();
      done = AvroPlanCompiler.child(done, name);
    }
    return "has '" + path + "' as " + AvroPlanCompiler.name(at) + ", which cannot be read so";
  }

  private static String are(List<String> names) {
    int shown = Math.min(names.size(), MOST_NAMES);
    String more = shown < names.size() ? " and " + (names.size() - shown) + " more" : "";
    return (names.size() == 1 ? "is " : "are ") + String.join(", ", names.subList(0, shown)) + more;
  }

  private static Schema.Field field(Schema schema, String name) {
    for (Schema branch : branches(schema)) {
      if (branch.getType() == Schema.Type.RECORD && branch.getField(name) != null) {
        return branch.getField(name);
      }
    }
    return null;
  }

  private static List<String> names(Schema schema) {
    List<String> names = new ArrayList<>();
    for (Schema branch : branches(schema)) {
      if (branch.getType() == Schema.Type.RECORD) {
        branch.getFields().forEach(field -> names.add(field.name()));
      }
    }
    return names;
  }

  private static List<Schema> branches(Schema schema) {
    return schema.isUnion() ? schema.getTypes() : List.of(schema);
  }
}
