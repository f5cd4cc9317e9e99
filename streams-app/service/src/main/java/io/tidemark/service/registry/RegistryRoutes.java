// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** The paths of Confluent's Schema Registry API that clients use, over a {@link SchemaStore}. */
final class RegistryRoutes {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final SchemaStore store;

  RegistryRoutes(SchemaStore store) {
    this.store = store;
  }

  /**
   * Answers one request.
   *
   * @param method the HTTP method
   * @param path the decoded segments of the path
   * @param query the raw query, or an empty text
   * @param body the request's body
   * @return the answer
   * @throws RegistryFault if it is refused
   */
  JsonNode handle(String method, List<String> path, String query, String body) {
    if (path.isEmpty()) {
      return NODES.objectNode();
    }
    return switch (path.get(0)) {
      case "subjects" -> subjects(method, path, body);
      case "schemas" -> schemas(path);
      case "compatibility" -> compatibility(path, query, body);
      case "config" -> config(method, path, query, body);
      case "mode" -> mode(method, body);
      default -> throw RegistryFault.unknownPath();
    };
  }

  private JsonNode subjects(String method, List<String> path, String body) {
    if (path.size() == 1) {
      return texts(store.subjects());
    }
    String subject = path.get(1);
    if (path.size() == 2) {
      return switch (method) {
        case "POST" -> describe(store.lookup(subject, schema(body)));
        case "DELETE" -> numbers(store.delete(subject));
        default -> throw RegistryFault.wrongMethod();
      };
    }
    if (!path.get(2).equals("versions") || path.size() > 5) {
      throw RegistryFault.unknownPath();
    }
    if (path.size() == 3) {
      return switch (method) {
        case "POST" -> NODES.objectNode().put("id", store.register(subject, schema(body)).id());
        case "GET" -> numbers(store.versions(subject));
        default -> throw RegistryFault.wrongMethod();
      };
    }
    if (!method.equals("GET")) {
      throw RegistryFault.wrongMethod();
    }
    SubjectVersion version = store.version(subject, path.get(3));
    if (path.size() == 4) {
      return describe(version);
    }
    if (path.get(4).equals("schema")) {
      return parse(version.schema().toString());
    }
    throw RegistryFault.unknownPath();
  }

  private JsonNode schemas(List<String> path) {
    if (path.size() == 2 && path.get(1).equals("types")) {
      return texts(List.of("AVRO"));
    }
    if (path.size() == 3 && path.get(1).equals("guids")) {
      return NODES.objectNode().put("schema", store.byGuid(path.get(2)).toString());
    }
    if (path.size() < 3 || path.size() > 4 || !path.get(1).equals("ids")) {
      throw RegistryFault.unknownPath();
    }
    int id = id(path.get(2));
    if (path.size() == 3) {
      return NODES.objectNode().put("schema", store.byId(id).toString());
    }
    return switch (path.get(3)) {
      case "schema" -> parse(store.byId(id).toString());
      case "subjects" -> texts(store.uses(id).stream().map(SubjectVersion::subject).toList());
      case "versions" -> {
        ArrayNode uses = NODES.arrayNode();
        for (SubjectVersion use : store.uses(id)) {
          uses.addObject().put("subject", use.subject()).put("version", use.version());
        }
        yield uses;
      }
      default -> throw RegistryFault.unknownPath();
    };
  }

  private JsonNode compatibility(List<String> path, String query, String body) {
    boolean known =
        (path.size() == 4 || path.size() == 5)
            && path.get(1).equals("subjects")
            && path.get(3).equals("versions");
    if (!known) {
      throw RegistryFault.unknownPath();
    }
    String version = path.size() == 5 ? path.get(4) : null;
    List<String> faults = store.check(path.get(2), version, schema(body));
    ObjectNode answer = NODES.objectNode().put("is_compatible", faults.isEmpty());
    if (query.contains("verbose=true")) {
      answer.set("messages", texts(faults));
    }
    return answer;
  }

  private JsonNode config(String method, List<String> path, String query, String body) {
    if (path.size() > 2) {
      throw RegistryFault.unknownPath();
    }
    String subject = path.size() == 2 ? path.get(1) : null;
    switch (method) {
      case "PUT" -> {
        CompatibilityLevel level = level(body);
        if (subject == null) {
          store.globalLevel(level);
        } else {
          store.ownLevel(subject, level);
        }
        return NODES.objectNode().put("compatibility", level.name());
      }
      case "GET" -> {
        CompatibilityLevel level = subject == null ? null : store.ownLevel(subject);
        if (level == null && subject != null && !query.contains("defaultToGlobal=true")) {
          throw RegistryFault.noLevel(subject);
        }
        CompatibilityLevel effective = level == null ? store.globalLevel() : level;
        return NODES.objectNode().put("compatibilityLevel", effective.name());
      }
      case "DELETE" -> {
        if (subject == null) {
          store.globalLevel(CompatibilityLevel.BACKWARD);
        } else {
          store.ownLevel(subject, null);
        }
        return NODES.objectNode().put("compatibility", store.globalLevel().name());
      }
      default -> throw RegistryFault.wrongMethod();
    }
  }

  private static JsonNode mode(String method, String body) {
    if (!method.equals("GET") && !parse(body).path("mode").asText().equals("READWRITE")) {
      throw RegistryFault.fixedMode();
    }
    return NODES.objectNode().put("mode", "READWRITE");
  }

  private static CompatibilityLevel level(String body) {
    String name = parse(body).path("compatibility").asText();
    for (CompatibilityLevel level : CompatibilityLevel.values()) {
      if (level.name().equals(name.toUpperCase(Locale.ROOT))) {
        return level;
      }
    }
    throw RegistryFault.invalidLevel(name);
  }

  private Schema schema(String body) {
    JsonNode request = parse(body);
    String type = request.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO") && !type.equals("null")) {
      throw RegistryFault.invalidSchema("schema type " + type + "; this registry takes AVRO only");
    }
    Schema.Parser parser = new Schema.Parser();
    try {
      for (JsonNode reference : request.path("references")) {
        String subject = reference.path("subject").asText();
        parser.parse(
            store.version(subject, reference.path("version").asText()).schema().toString());
      }
      return parser.parse(request.path("schema").asText());
    } catch (AvroRuntimeException e) {
      throw RegistryFault.invalidSchema(e.getMessage());
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw RegistryFault.unreadable("Unrecognized or malformed JSON: " + e.getOriginalMessage());
    }
  }

  private static int id(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw RegistryFault.unknownPath();
    }
  }

  private static ObjectNode describe(SubjectVersion version) {
    return NODES
        .objectNode()
        .put("subject", version.subject())
        .put("version", version.version())
        .put("id", version.id())
        .put("guid", SchemaStore.guid(version.schema()).toString())
        .put("schema", version.schema().toString());
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  private static ArrayNode numbers(List<SubjectVersion> versions) {
    ArrayNode array = NODES.arrayNode();
    versions.forEach(version -> array.add(IntNode.valueOf(version.version())));
    return array;
  }
}
