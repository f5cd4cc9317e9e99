// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.serde.mapping;

import io.tidemark.service.serde.TextCache;
import io.tidemark.service.serde.UndecodableRecordException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Makes the plan of one writer schema: a tree of steps in the order of its bytes, in which every
 * value that the mapping wants has its slot, and everything else is passed over.
 */
final class AvroPlanCompiler {

  private static final int MAX_DEPTH = 100;
  private static final int MAX_STEPS = 50_000;

  private final Selection selection;
  private final Row row;
  private final Scalars scalars;
  private final Skips skips = new Skips();
  private final String origin;

  private final Set<Role> found = EnumSet.noneOf(Role.class);
  private final Set<String> foundPredictions = new HashSet<>();
  private final Set<String> mapPaths = new HashSet<>();
  private final List<String> open = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private int steps;

  /**
   * A compiler for one schema.
   *
   * @param origin names the schema in messages, such as {@code schema id 7}
   */
  AvroPlanCompiler(Selection selection, Row row, TextCache texts, String origin) {
    this.selection = selection;
    this.row = row;
    this.scalars = new Scalars(texts);
    this.origin = origin;
  }

  AvroPlan compile(Schema schema) throws UndecodableRecordException {
    row.features().start(Shape.empty());
    row.predictions().start(Shape.empty());
    Step root = compile(schema, "");
    requireAll(schema);
    return new AvroPlan(root, row.features().shape(), row.predictions().shape(), leftOut);
  }

  private Step compile(Schema schema, String path) throws UndecodableRecordException {
    if (++steps > MAX_STEPS || open.size() > MAX_DEPTH) {
      throw new UndecodableRecordException(
          UndecodableRecordException.UNSUPPORTED_SCHEMA,
          origin + " has more fields or levels than can be monitored; name fewer of them");
    }
    return switch (schema.getType()) {
      case RECORD -> record(schema, path);
      case MAP -> map(schema, path);
      case UNION -> union(schema, path);
      case ARRAY, BYTES, FIXED, INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, ENUM, NULL ->
          leaf(schema, path);
    };
  }

  private Step record(Schema schema, String path) throws UndecodableRecordException {
    if (!path.isEmpty() && !selection.reachesBelow(path)) {
      return unused(schema, path);
    }
    if (open.contains(schema.getFullName())) {
      return leaveOut(schema, path, "refers to itself");
    }
    open.add(schema.getFullName());
    List<Step> parts = new ArrayList<>();
    for (Schema.Field field : schema.getFields()) {
      parts.add(compile(field.schema(), child(path, field.name())));
    }
    open.remove(open.size() - 1);
    return Step.all(SlotRun.joined(parts));
  }

  private Step union(Schema schema, String path) throws UndecodableRecordException {
    boolean nested = false;
    for (Schema branch : schema.getTypes()) {
      nested |= branch.getType() == Schema.Type.RECORD || branch.getType() == Schema.Type.MAP;
    }
    if (!nested || !(path.isEmpty() || selection.reachesBelow(path))) {
      return leaf(schema, path);
    }
    List<Step> branches = new ArrayList<>();
    for (Schema branch : schema.getTypes()) {
      branches.add(branch.getType() == Schema.Type.NULL ? in -> {} : compile(branch, path));
    }
    return Step.branch(branches.toArray(Step[]::new));
  }

  private Step map(Schema schema, String path) throws UndecodableRecordException {
    if (!path.isEmpty() && !selection.reachesBelow(path)) {
      return unused(schema, path);
    }
    Scalar value = scalars.of(schema.getValueType());
    if (value == null || value.isNull()) {
      return leaveOut(schema, path, "map of " + name(schema.getValueType()));
    }
    mapPaths.add(path);
    for (Map.Entry<Role, String> role : selection.rolePaths().entrySet()) {
      if (isBelow(path, role.getValue())) {
        requireServing(role.getKey(), value, schema.getValueType());
      }
    }
    return new MapStep(path, value, skips.of(schema.getValueType()), selection, row);
  }

  private Step leaf(Schema schema, String path) throws UndecodableRecordException {
    Target target = selection.target(path);
    if (target.unused()) {
      return skips.of(schema)::skip;
    }
    Scalar scalar = scalars.of(schema);
    List<Step> readers = new ArrayList<>();
    for (Role role : target.roles()) {
      requireServing(role, scalar, schema);
      found.add(role);
      readers.add(role(role, scalar));
    }
    if (target.feature() != null || target.prediction() != null) {
      slots(target, scalar, schema, readers);
    }
    if (readers.isEmpty()) {
      return skips.of(schema)::skip;
    }
    return readers.size() == 1 ? readers.get(0) : Step.same(readers.toArray(Step[]::new));
  }

  private void slots(Target target, Scalar scalar, Schema schema, List<Step> readers)
      throws UndecodableRecordException {
    if (scalar == null || scalar.isNull()) {
      leftOut.add(target.path() + " (" + name(schema) + ")");
      return;
    }
    if (!scalar.byStar() && !target.exact()) {
      leftOut.add(target.path() + " (" + name(schema) + ", taken only when named)");
      return;
    }
    if (target.prediction() != null) {
      foundPredictions.add(target.path());
      readers.add(slot(row.predictions(), target, target.prediction(), scalar));
    }
    if (target.feature() != null) {
      readers.add(slot(row.features(), target, target.feature(), scalar));
    }
  }

  private static Step slot(Slots slots, Target target, String name, Scalar scalar)
      throws UndecodableRecordException {
    return SlotRun.of(slots, slots.add(target.path(), target, name), scalar);
  }

  private Step role(Role role, Scalar scalar) {
    return role == Role.TIMESTAMP
        ? in -> scalar.readTime(in, row)
        : in -> row.text(role, scalar.readText(in));
  }

  private void requireServing(Role role, Scalar scalar, Schema schema)
      throws UndecodableRecordException {
    if (scalar == null || !scalar.serves(role)) {
      throw row.wrong(
          role,
          "type " + name(schema) + " in " + origin + " cannot be the " + role.setting(),
          "name another path");
    }
  }

  /** A value that nobody wants; one that a role names is of the wrong type. */
  private Step unused(Schema schema, String path) throws UndecodableRecordException {
    for (Role role : selection.target(path).roles()) {
      requireServing(role, null, schema);
    }
    return skips.of(schema)::skip;
  }

  private Step leaveOut(Schema schema, String path, String why) {
    leftOut.add(path + " (" + why + ")");
    return skips.of(schema)::skip;
  }

  /** Refuses a schema that lacks what every record needs. */
  private void requireAll(Schema schema) throws UndecodableRecordException {
    for (Map.Entry<Role, String> role : selection.rolePaths().entrySet()) {
      if (!found.contains(role.getKey()) && !mayBeInMap(role.getValue())) {
        throw missing(selection.mapping().shown(role.getKey()), schema, role.getValue());
      }
    }
    for (FieldPattern pattern : selection.mapping().predictions()) {
      if (!pattern.star()
          && !foundPredictions.contains(pattern.literal())
          && !mayBeInMap(pattern.literal())) {
        throw missing(
            selection.mapping().settings() + ".prediction=" + pattern, schema, pattern.literal());
      }
    }
  }

  private UndecodableRecordException missing(String setting, Schema schema, String path) {
    return new UndecodableRecordException(
        UndecodableRecordException.MISSING_FIELD,
        setting
            + ": "
            + origin
            + " ("
            + name(schema)
            + ") "
            + PathFault.explain(schema, path)
            + "; correct the path, or let producers keep the field");
  }

  private boolean mayBeInMap(String path) {
    return mapPaths.stream().anyMatch(map -> isBelow(map, path));
  }

  private static boolean isBelow(String parent, String path) {
    return parent.isEmpty() || path.startsWith(parent + ".");
  }

  static String child(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static String name(Schema schema) {
    if (schema.getLogicalType() != null) {
      return schema.getLogicalType().getName();
    }
    return switch (schema.getType()) {
      case RECORD, ENUM, FIXED -> schema.getFullName();
      case UNION -> schema.getTypes().stream().map(AvroPlanCompiler::name).toList().toString();
      default -> schema.getType().name().toLowerCase(Locale.ROOT);
    };
  }
}
