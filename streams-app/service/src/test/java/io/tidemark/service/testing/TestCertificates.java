// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Certificates for one test: a server on loopback, a client, and a store that trusts both. Made by
 * the JDK's own keytool, thrown away with the directory.
 */
public final class TestCertificates {

  /** Opens every store and every key. */
  public static final String PASSWORD = "changeit";

  private final Path directory;

  private TestCertificates(Path directory) {
    this.directory = directory;
  }

  /** Makes them in a directory: server.p12, client.p12, trust.p12, client.pem, trust.pem. */
  public static TestCertificates in(Path directory) throws Exception {
    TestCertificates certificates = new TestCertificates(directory);
    certificates.generate("server", "CN=localhost");
    certificates.generate("client", "CN=tidemark");
    certificates.writeTrust();
    certificates.writePem();
    return certificates;
  }

  /** One of the files. */
  public Path file(String name) {
    return directory.resolve(name);
  }

  /** One of the PKCS12 stores, opened. */
  public KeyStore store(String name) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file(name))) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  /** The client's private key. */
  public Key clientKey() throws GeneralSecurityException, IOException {
    return store("client.p12").getKey("client", PASSWORD.toCharArray());
  }

  /** A block of a PEM file. */
  public static String pem(String label, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
  }

  private void generate(String alias, String name) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    alias,
                    "-keyalg",
                    "EC",
                    "-groupname",
                    "secp256r1",
                    "-dname",
                    name,
                    "-ext",
                    "san=ip:127.0.0.1,dns:localhost",
                    "-validity",
                    "3650",
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    file(alias + ".p12").toString(),
                    "-storepass",
                    PASSWORD))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool failed: " + output);
    }
  }

  private void writeTrust() throws GeneralSecurityException, IOException {
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    for (String alias : List.of("server", "client")) {
      trust.setCertificateEntry(alias, store(alias + ".p12").getCertificate(alias));
    }
    try (OutputStream out = Files.newOutputStream(file("trust.p12"))) {
      trust.store(out, PASSWORD.toCharArray());
    }
  }

  private void writePem() throws GeneralSecurityException, IOException {
    Certificate client = store("client.p12").getCertificate("client");
    Certificate server = store("server.p12").getCertificate("server");
    Files.writeString(
        file("client.pem"),
        pem("PRIVATE KEY", clientKey().getEncoded()) + pem("CERTIFICATE", client.getEncoded()));
    Files.writeString(file("trust.pem"), pem("CERTIFICATE", server.getEncoded()));
  }
}
