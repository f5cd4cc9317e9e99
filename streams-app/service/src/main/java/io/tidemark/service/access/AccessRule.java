// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Some operations allowed on some resources of one type.
 *
 * @param purpose what it is for, in a few words
 * @param operations what is allowed
 * @param type topic, group or transactional id
 * @param names the resources
 * @param pattern whether the names are whole names or beginnings of names
 */
public record AccessRule(
    String purpose,
    Set<AclOperation> operations,
    ResourceType type,
    List<String> names,
    PatternType pattern) {

  /**
   * The rule as Kafka keeps it.
   *
   * @param principal who is allowed, such as {@code User:tidemark}
   * @return one binding for each operation and name, from any host
   */
  public List<AclBinding> bindings(String principal) {
    return names.stream()
        .flatMap(
            name ->
                operations.stream()
                    .map(
                        operation ->
                            new AclBinding(
                                new ResourcePattern(type, name, pattern),
                                new AccessControlEntry(
                                    principal, "*", operation, AclPermissionType.ALLOW))))
        .toList();
  }

  /**
   * The rule as arguments of {@code kafka-acls.sh --add}.
   *
   * @return such as {@code --operation Read --topic ml-features}
   */
  public String arguments() {
    StringBuilder arguments = new StringBuilder();
    for (AclOperation operation : new TreeSet<>(operations)) {
      arguments.append("--operation ").append(camelCase(operation)).append(' ');
    }
    String option =
        switch (type) {
          case TOPIC -> "--topic ";
          case GROUP -> "--group ";
          case TRANSACTIONAL_ID -> "--transactional-id ";
          default -> throw new IllegalStateException("no rule is about " + type);
        };
    names.forEach(name -> arguments.append(option).append(name).append(' '));
    if (pattern == PatternType.PREFIXED) {
      arguments.append("--resource-pattern-type prefixed ");
    }
    return arguments.toString().stripTrailing();
  }

  private static String camelCase(AclOperation operation) {
    StringBuilder name = new StringBuilder();
    for (String word : operation.name().split("_", -1)) {
      name.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return name.toString();
  }
}
