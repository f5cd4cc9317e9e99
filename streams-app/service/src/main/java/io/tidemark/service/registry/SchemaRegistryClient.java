// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/**
 * A client of the Schema Registry's REST API as Confluent defined it, for Avro. Schemas by id and
 * ids by schema are remembered for good (up to a bound), ids that the registry does not know for
 * {@link RegistryTiming#negativeCache}. Every method may throw {@link
 * RegistryUnavailableException}. Opens no connection before the first request. Safe for use by
 * several threads.
 */
public final class SchemaRegistryClient {

  /** Answers of each kind remembered at most; a flood of ids costs no more memory than this. */
  private static final int MOST_ANSWERS = 10_000;

  private final RegistryTransport transport;
  private final LongSupplier nanoClock;
  private final long negativeNanos;
  private final boolean autoRegister;
  private final BoundedCache<Object, Schema> schemas = new BoundedCache<>(MOST_ANSWERS);
  private final BoundedCache<Object, Failure> failures = new BoundedCache<>(MOST_ANSWERS);
  private final BoundedCache<SubjectSchema, Integer> ids = new BoundedCache<>(MOST_ANSWERS);

  /**
   * Makes a client that registers what it writes with.
   *
   * @param config where the registry is
   */
  public SchemaRegistryClient(RegistryConfig config) {
    this(config, true);
  }

  /**
   * Makes a client.
   *
   * @param config where the registry is
   * @param autoRegister false where only somebody else may register schemas; Confluent's {@code
   *     auto.register.schemas}
   */
  public SchemaRegistryClient(RegistryConfig config, boolean autoRegister) {
    this(config, autoRegister, System::nanoTime);
  }

  SchemaRegistryClient(RegistryConfig config, boolean autoRegister, LongSupplier nanoClock) {
    this.transport = new RegistryTransport(config);
    this.nanoClock = nanoClock;
    this.negativeNanos = config.timing().negativeCache().toNanos();
    this.autoRegister = autoRegister;
  }

  /**
   * Registers a schema; no change if the subject already has it.
   *
   * @param subject such as {@code drift-results-value}
   * @param schema the schema
   * @return its id
   * @throws IncompatibleSchemaException if the subject's earlier versions forbid it
   * @throws InvalidSchemaException if the registry does not take it
   */
  public int register(String subject, Schema schema) {
    SubjectSchema key = new SubjectSchema(subject, schema);
    Integer known = ids.get(key);
    if (known == null) {
      String path = "/subjects/" + encode(subject) + "/versions";
      known =
          requiredInt(transport.send("POST", path, body(schema), about(subject)), "id", subject);
      ids.put(key, known);
    }
    return known;
  }

  /**
   * The id to write a schema with: registers it, or only looks it up where registering is off.
   *
   * @param subject such as {@code drift-results-value}
   * @param schema the schema
   * @return its id
   * @throws SchemaNotFoundException if it is not there and must not be registered
   * @throws IncompatibleSchemaException if the subject's earlier versions forbid it
   */
  public int idFor(String subject, Schema schema) {
    if (autoRegister) {
      return register(subject, schema);
    }
    SubjectSchema key = new SubjectSchema(subject, schema);
    Integer known = ids.get(key);
    if (known == null) {
      known = lookup(subject, schema).id();
      ids.put(key, known);
    }
    return known;
  }

  /**
   * Finds where a subject has a schema.
   *
   * @param subject the subject
   * @param schema the schema
   * @return its version and id
   * @throws SchemaNotFoundException if the subject does not have it
   */
  public SubjectVersion lookup(String subject, Schema schema) {
    JsonNode found =
        transport.send("POST", "/subjects/" + encode(subject), body(schema), about(subject));
    return subjectVersion(subject, found);
  }

  /**
   * Fetches the newest schema of a subject.
   *
   * @param subject the subject
   * @return its newest version
   * @throws SchemaNotFoundException if there is no such subject
   */
  public SubjectVersion latest(String subject) {
    return version(subject, "latest");
  }

  /**
   * Fetches the schema of an id.
   *
   * @param id a global id, as records carry it
   * @return the schema
   * @throws SchemaNotFoundException if the registry does not have it
   * @throws InvalidSchemaException if it is not Avro
   */
  public Schema schemaById(int id) {
    Schema known = schemas.get(id);
    return known != null ? known : fetch(id, "/schemas/ids/" + id, "schema id " + id);
  }

  /**
   * Fetches the schema of a GUID, which registries of version 8 and later give out.
   *
   * @param guid as records carry it
   * @return the schema
   * @throws SchemaNotFoundException if the registry does not have it, or is older
   * @throws InvalidSchemaException if it is not Avro
   */
  public Schema schemaByGuid(UUID guid) {
    Schema known = schemas.get(guid);
    return known != null ? known : fetch(guid, "/schemas/guids/" + guid, "schema GUID " + guid);
  }

  private Schema fetch(Object key, String path, String about) {
    Failure failure = failures.get(key);
    if (failure != null) {
      if (nanoClock.getAsLong() - failure.atNanos() < negativeNanos) {
        throw failure.exception();
      }
      failures.remove(key, failure);
    }
    try {
      Schema schema = parse(transport.send("GET", path, null, about), about);
      schemas.put(key, schema);
      return schema;
    } catch (SchemaNotFoundException | InvalidSchemaException e) {
      failures.put(key, new Failure(e, nanoClock.getAsLong()));
      throw e;
    }
  }

  /**
   * Asks whether a schema would be accepted as the next version.
   *
   * @param subject the subject; one that does not exist accepts everything
   * @param schema the schema
   * @return the registry's opinion
   */
  public CompatibilityCheck checkCompatibility(String subject, Schema schema) {
    String path = "/compatibility/subjects/" + encode(subject) + "/versions/latest?verbose=true";
    JsonNode answer;
    try {
      answer = transport.send("POST", path, body(schema), about(subject));
    } catch (SchemaNotFoundException e) {
      return new CompatibilityCheck(true, List.of());
    }
    List<String> messages = new ArrayList<>();
    answer.path("messages").forEach(message -> messages.add(message.asText()));
    // Apicurio gives one reason instead.
    if (answer.path("reason").isTextual()) {
      messages.add(answer.path("reason").asText());
    }
    return new CompatibilityCheck(answer.path("is_compatible").asBoolean(), messages);
  }

  /**
   * Sets what a subject accepts.
   *
   * @param subject the subject
   * @param level the rule for its next versions
   */
  public void setCompatibility(String subject, CompatibilityLevel level) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("compatibility", level.name());
    transport.send("PUT", "/config/" + encode(subject), body, about(subject));
  }

  /**
   * Lists the subjects. Also the way to find out whether the registry can be reached.
   *
   * @return their names
   */
  public List<String> subjects() {
    List<String> names = new ArrayList<>();
    transport
        .send("GET", "/subjects", null, "the list of subjects")
        .forEach(name -> names.add(name.asText()));
    return names;
  }

  /**
   * Whether the registry answers, as of the last request; true before the first. A refusal is an
   * answer.
   *
   * @return a snapshot
   */
  public RegistryState state() {
    return transport.state();
  }

  private SubjectVersion version(String subject, String version) {
    String path = "/subjects/" + encode(subject) + "/versions/" + version;
    return subjectVersion(subject, transport.send("GET", path, null, about(subject)));
  }

  private SubjectVersion subjectVersion(String subject, JsonNode found) {
    return new SubjectVersion(
        subject,
        requiredInt(found, "version", subject),
        requiredInt(found, "id", subject),
        parse(found, about(subject)));
  }

  private Schema parse(JsonNode found, String about) {
    Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION);
    parser.setValidateDefaults(false);
    return parse(found, about, parser, new HashSet<>());
  }

  /** Parses the schemas a schema refers to before itself, each once, so that names are known. */
  private Schema parse(JsonNode found, String about, Schema.Parser parser, Set<String> seen) {
    String type = found.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new InvalidSchemaException(
          about + " is of type " + type + "; Tidemark reads AVRO only", null);
    }
    for (JsonNode reference : found.path("references")) {
      String subject = reference.path("subject").asText();
      String version = reference.path("version").asText();
      if (seen.add(subject + "/" + version)) {
        String path = "/subjects/" + encode(subject) + "/versions/" + encode(version);
        parse(transport.send("GET", path, null, about(subject)), about(subject), parser, seen);
      }
    }
    try {
      return parser.parse(found.path("schema").asText());
    } catch (AvroRuntimeException e) {
      throw new InvalidSchemaException(about + " is not a readable Avro schema", e);
    }
  }

  private static int requiredInt(JsonNode answer, String field, String subject) {
    JsonNode value = answer.path(field);
    if (!value.isInt()) {
      throw new RegistryUnavailableException(
          "the registry's answer about "
              + about(subject)
              + " has no number '"
              + field
              + "'; check that the URL is a Schema Registry's",
          null);
    }
    return value.asInt();
  }

  private static ObjectNode body(Schema schema) {
    // No schemaType: its absence means Avro, to every version of the API.
    return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
  }

  private static String about(String subject) {
    return "subject '" + subject + "'";
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private record SubjectSchema(String subject, Schema schema) {}

  private record Failure(RegistryException exception, long atNanos) {}
}
