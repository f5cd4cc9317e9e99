// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/**
 * The schemas of an in-process registry, in memory. Ids are global: the same schema has the same id
 * under every subject. Schemas are the same when their parsed forms print the same, whatever the
 * white space and order of attributes they arrived with. Safe for use by several threads.
 */
final class SchemaStore {

  private final Map<String, Integer> idByText = new HashMap<>();
  private final List<Schema> schemaById = new ArrayList<>();
  private final TreeMap<String, List<SubjectVersion>> subjects = new TreeMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private CompatibilityLevel globalLevel = CompatibilityLevel.BACKWARD;

  synchronized SubjectVersion register(String subject, Schema schema) {
    List<SubjectVersion> versions = subjects.getOrDefault(subject, List.of());
    SubjectVersion known = find(versions, schema);
    if (known != null) {
      return known;
    }
    List<String> faults = incompatibilities(schema, versions, level(subject));
    if (!faults.isEmpty()) {
      throw RegistryFault.incompatible(String.join("; ", faults));
    }
    int id = idByText.computeIfAbsent(schema.toString(), text -> addSchema(schema));
    int number = versions.isEmpty() ? 1 : versions.get(versions.size() - 1).version() + 1;
    SubjectVersion added = new SubjectVersion(subject, number, id, schema);
    subjects.computeIfAbsent(subject, name -> new ArrayList<>()).add(added);
    return added;
  }

  synchronized SubjectVersion lookup(String subject, Schema schema) {
    SubjectVersion found = find(existing(subject), schema);
    if (found == null) {
      throw RegistryFault.unknownSchema();
    }
    return found;
  }

  synchronized Schema byId(int id) {
    if (id < 1 || id > schemaById.size()) {
      throw RegistryFault.unknownId(id);
    }
    return schemaById.get(id - 1);
  }

  synchronized Schema byGuid(String guid) {
    return schemaById.stream()
        .filter(schema -> guid(schema).toString().equals(guid))
        .findFirst()
        .orElseThrow(RegistryFault::unknownSchema);
  }

  /** The name of a schema that follows from its text alone. */
  static UUID guid(Schema schema) {
    return UUID.nameUUIDFromBytes(schema.toString().getBytes(StandardCharsets.UTF_8));
  }

  synchronized List<SubjectVersion> uses(int id) {
    byId(id);
    return subjects.values().stream()
        .flatMap(List::stream)
        .filter(version -> version.id() == id)
        .toList();
  }

  synchronized List<String> subjects() {
    return List.copyOf(subjects.keySet());
  }

  synchronized List<SubjectVersion> versions(String subject) {
    return List.copyOf(existing(subject));
  }

  synchronized SubjectVersion version(String subject, String version) {
    List<SubjectVersion> versions = existing(subject);
    if (version.equals("latest") || version.equals("-1")) {
      return versions.get(versions.size() - 1);
    }
    int number = number(version);
    return versions.stream()
        .filter(candidate -> candidate.version() == number)
        .findFirst()
        .orElseThrow(() -> RegistryFault.unknownVersion(version));
  }

  /** Forgets a subject and its level; its ids stay readable, as records carry them. */
  synchronized List<SubjectVersion> delete(String subject) {
    List<SubjectVersion> deleted = List.copyOf(existing(subject));
    subjects.remove(subject);
    levels.remove(subject);
    return deleted;
  }

  /** Why a schema would be refused: against one version, or all that the subject's level names. */
  synchronized List<String> check(String subject, String version, Schema schema) {
    if (version == null) {
      return incompatibilities(schema, existing(subject), level(subject));
    }
    if (version.equals("latest") && !subjects.containsKey(subject)) {
      return List.of();
    }
    return incompatibilities(schema, List.of(version(subject, version)), level(subject));
  }

  synchronized CompatibilityLevel globalLevel() {
    return globalLevel;
  }

  synchronized void globalLevel(CompatibilityLevel level) {
    globalLevel = level;
  }

  /** The level set for a subject, or null when it follows the global one. */
  synchronized CompatibilityLevel ownLevel(String subject) {
    return levels.get(subject);
  }

  synchronized void ownLevel(String subject, CompatibilityLevel level) {
    if (level == null) {
      levels.remove(subject);
    } else {
      levels.put(subject, level);
    }
  }

  private CompatibilityLevel level(String subject) {
    return levels.getOrDefault(subject, globalLevel);
  }

  private int addSchema(Schema schema) {
    schemaById.add(schema);
    return schemaById.size();
  }

  private List<SubjectVersion> existing(String subject) {
    List<SubjectVersion> versions = subjects.get(subject);
    if (versions == null) {
      throw RegistryFault.unknownSubject(subject);
    }
    return versions;
  }

  private static SubjectVersion find(List<SubjectVersion> versions, Schema schema) {
    String text = schema.toString();
    for (SubjectVersion version : versions) {
      if (version.schema().toString().equals(text)) {
        return version;
      }
    }
    return null;
  }

  private static int number(String version) {
    try {
      int number = Integer.parseInt(version);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw RegistryFault.invalidVersion(version);
    }
    throw RegistryFault.invalidVersion(version);
  }

  private static List<String> incompatibilities(
      Schema next, List<SubjectVersion> versions, CompatibilityLevel level) {
    List<String> faults = new ArrayList<>();
    int from = level.transitive() ? 0 : Math.max(0, versions.size() - 1);
    for (SubjectVersion version : versions.subList(from, versions.size())) {
      if (level.backward()) {
        addFaults(faults, next, version.schema(), "new schema cannot read version ", version);
      }
      if (level.forward()) {
        addFaults(faults, version.schema(), next, "new schema cannot be read by version ", version);
      }
    }
    return faults;
  }

  private static void addFaults(
      List<String> faults, Schema reader, Schema writer, String what, SubjectVersion version) {
    for (Incompatibility fault :
        SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
            .getResult()
            .getIncompatibilities()) {
      faults.add(
          what
              + version.version()
              + ": "
              + fault.getType()
              + " at "
              + fault.getLocation()
              + ", "
              + fault.getMessage());
    }
  }
}
