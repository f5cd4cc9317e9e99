// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates for registries behind TLS: whom to trust, and who we are where the registry asks
 * (mutual TLS). {@link #toString} leaves the passwords out.
 *
 * @param keyStore our key and certificates, or {@link Store#NONE} to show none
 * @param trustStore certificates to trust, or {@link Store#NONE} for those of the Java runtime
 */
public record RegistryTls(Store keyStore, Store trustStore) {

  /** Java's own trust, and no certificate of ours. */
  public static final RegistryTls DEFAULT = new RegistryTls(Store.NONE, Store.NONE);

  /**
   * A file of keys or certificates.
   *
   * @param file where it is; empty for none
   * @param password opens it; for PEM it decrypts the private key; empty for none
   * @param keyPassword opens the key inside where it has a password of its own; empty otherwise
   */
  public record Store(String file, String password, String keyPassword) {

    /** No file. */
    public static final Store NONE = new Store("", "", "");

    boolean isGiven() {
      return !file.isEmpty();
    }

    @Override
    public String toString() {
      return isGiven() ? file : "none";
    }

    private char[] effectiveKeyPassword() {
      return (keyPassword.isEmpty() ? password : keyPassword).toCharArray();
    }

    private KeyStore load() throws GeneralSecurityException, IOException {
      byte[] bytes = Files.readAllBytes(Path.of(file));
      if (PemFile.isOne(bytes)) {
        return new PemFile(bytes).keyStore(effectiveKeyPassword());
      }
      // One type reads both PKCS12 and JKS.
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(Path.of(file))) {
        store.load(in, password.isEmpty() ? null : password.toCharArray());
      }
      return store;
    }
  }

  /**
   * Reads the files.
   *
   * @return a context for clients
   * @throws IllegalArgumentException if a file cannot be used; the message names it and the remedy,
   *     and no password
   */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(), trustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this Java runtime has no TLS: " + e.getMessage(), e);
    }
  }

  /**
   * Whether there is anything to read.
   *
   * @return false when both stores are {@link Store#NONE}
   */
  public boolean isGiven() {
    return keyStore.isGiven() || trustStore.isGiven();
  }

  private KeyManager[] keyManagers() {
    if (!keyStore.isGiven()) {
      return null;
    }
    try {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(keyStore.load(), keyStore.effectiveKeyPassword());
      return factory.getKeyManagers();
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw unusable("key store", keyStore, e);
    }
  }

  private TrustManager[] trustManagers() {
    if (!trustStore.isGiven()) {
      return null;
    }
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      KeyStore store = trustStore.load();
      if (store.size() == 0) {
        throw new GeneralSecurityException("there is no certificate in it");
      }
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw unusable("trust store", trustStore, e);
    }
  }

  private static IllegalArgumentException unusable(String what, Store store, Exception e) {
    return new IllegalArgumentException(
        "the " + what + " " + store.file() + " cannot be used (" + e + ")", e);
  }
}
