// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the client and a registry must do together, whichever registry it is. */
abstract class RegistryContract {

  private static final Schema FIRST =
      SchemaBuilder.record("Reading")
          .namespace("io.tidemark.test")
          .fields()
          .requiredLong("at")
          .requiredDouble("value")
          .endRecord();
  private static final Schema SECOND =
      SchemaBuilder.record("Reading")
          .namespace("io.tidemark.test")
          .fields()
          .requiredLong("at")
          .requiredDouble("value")
          .optionalString("unit")
          .endRecord();
  private static final Schema CLASHING =
      SchemaBuilder.record("Reading")
          .namespace("io.tidemark.test")
          .fields()
          .requiredString("at")
          .endRecord();

  private String subject;
  private SchemaRegistryClient client;

  /** Base URL of the registry under test. */
  abstract String url();

  @BeforeEach
  void openClient() {
    subject = "readings-" + UUID.randomUUID() + "-value";
    client = freshClient();
  }

  private SchemaRegistryClient freshClient() {
    return new SchemaRegistryClient(RegistryConfig.of(url()));
  }

  @Test
  void register_twice_givesTheSameId() {
    int id = client.register(subject, FIRST);

    assertThat(client.register(subject, FIRST)).isEqualTo(id);
    assertThat(freshClient().register(subject, FIRST)).isEqualTo(id);
    assertThat(client.latest(subject).version()).isEqualTo(1);
  }

  @Test
  void register_sameSchemaUnderAnotherSubject_givesTheSameId() {
    assertThat(client.register("other-" + subject, FIRST))
        .isEqualTo(client.register(subject, FIRST));
  }

  @Test
  void register_compatibleSuccessor_becomesTheNextVersion() {
    client.register(subject, FIRST);
    client.setCompatibility(subject, CompatibilityLevel.FULL);

    int id = client.register(subject, SECOND);

    assertThat(client.latest(subject)).isEqualTo(new SubjectVersion(subject, 2, id, SECOND));
  }

  @Test
  void register_incompatibleSuccessor_isRefused() {
    client.register(subject, FIRST);
    client.setCompatibility(subject, CompatibilityLevel.BACKWARD);

    assertThatThrownBy(() -> client.register(subject, CLASHING))
        .isInstanceOf(IncompatibleSchemaException.class)
        .hasMessageContaining("subject '" + subject + "'")
        .hasMessageContaining(url())
        .hasMessageContaining("compatibility level");
    assertThat(client.latest(subject).version()).isEqualTo(1);
  }

  @Test
  void register_subjectWithSlashAndSpace_isEncoded() {
    String odd = "a b/c%+é-" + subject;
    int id = client.register(odd, FIRST);

    assertThat(client.latest(odd).id()).isEqualTo(id);
    assertThat(client.subjects()).contains(odd);
  }

  @Test
  void schemaById_registered_isTheSchema() {
    int id = client.register(subject, SECOND);

    assertThat(freshClient().schemaById(id)).isEqualTo(SECOND);
  }

  @Test
  void schemaById_unknown_namesTheId() {
    assertThatThrownBy(() -> client.schemaById(987_654))
        .isInstanceOf(SchemaNotFoundException.class)
        .hasMessageContaining("schema id 987654")
        .hasMessageContaining(url());
  }

  @Test
  void lookup_registered_givesVersionAndId() {
    int id = client.register(subject, FIRST);

    assertThat(client.lookup(subject, FIRST)).isEqualTo(new SubjectVersion(subject, 1, id, FIRST));
  }

  @Test
  void lookup_unknownSubjectOrSchema_isNotFound() {
    assertThatThrownBy(() -> client.lookup(subject, FIRST))
        .isInstanceOf(SchemaNotFoundException.class)
        .hasMessageContaining(subject);
    client.register(subject, FIRST);
    assertThatThrownBy(() -> client.lookup(subject, SECOND))
        .isInstanceOf(SchemaNotFoundException.class);
  }

  @Test
  void latest_unknownSubject_isNotFound() {
    assertThatThrownBy(() -> client.latest(subject))
        .isInstanceOf(SchemaNotFoundException.class)
        .hasMessageContaining(subject);
  }

  @Test
  void subjects_afterRegistering_containTheSubject() {
    client.register(subject, FIRST);

    assertThat(client.subjects()).contains(subject);
  }

  @Test
  void checkCompatibility_clashingSchema_saysWhy() {
    client.register(subject, FIRST);
    client.setCompatibility(subject, CompatibilityLevel.BACKWARD);

    assertThat(client.checkCompatibility(subject, SECOND).compatible()).isTrue();
    CompatibilityCheck clash = client.checkCompatibility(subject, CLASHING);
    assertThat(clash.compatible()).isFalse();
    assertThat(clash.messages()).isNotEmpty();
  }

  @Test
  void checkCompatibility_unknownSubject_acceptsEverything() {
    assertThat(client.checkCompatibility(subject, CLASHING).compatible()).isTrue();
  }
}
