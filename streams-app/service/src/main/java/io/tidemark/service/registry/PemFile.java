// SPDX-License-Identifier: Apache-2.0
package io.tidemark.service.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Certificates, and perhaps a private key in PKCS#8, in PEM (RFC 7468). */
final class PemFile {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "Ed25519", "Ed448");

  private final List<Certificate> certificates = new ArrayList<>();
  private byte[] plainKey;
  private byte[] encryptedKey;

  PemFile(byte[] file) throws GeneralSecurityException {
    Matcher blocks = BLOCK.matcher(new String(file, StandardCharsets.US_ASCII));
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    while (blocks.find()) {
      byte[] content = Base64.getMimeDecoder().decode(blocks.group(2));
      switch (blocks.group(1)) {
        case "CERTIFICATE" ->
            certificates.add(factory.generateCertificate(new ByteArrayInputStream(content)));
        case "PRIVATE KEY" -> plainKey = content;
        case "ENCRYPTED PRIVATE KEY" -> encryptedKey = content;
        default ->
            throw new GeneralSecurityException(
                "it holds a block "
                    + blocks.group(1)
                    + "; convert the key by: openssl pkcs8 -topk8 -nodes");
      }
    }
  }

  static boolean isOne(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
  }

  /** A store with what the file holds: a key with its chain, or certificates to trust. */
  KeyStore keyStore(char[] password) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    if (plainKey != null || encryptedKey != null) {
      byte[] key = plainKey != null ? plainKey : decrypt(password);
      store.setKeyEntry("key", parse(key), password, certificates.toArray(Certificate[]::new));
      return store;
    }
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("certificate-" + i, certificates.get(i));
    }
    return store;
  }

  private byte[] decrypt(char[] password) throws GeneralSecurityException, IOException {
    EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encryptedKey);
    // For PBES2 the name of the algorithm is in the parameters.
    String algorithm =
        info.getAlgParameters() == null ? info.getAlgName() : info.getAlgParameters().toString();
    SecretKey secret =
        SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password));
    Cipher cipher = Cipher.getInstance(algorithm);
    cipher.init(Cipher.DECRYPT_MODE, secret, info.getAlgParameters());
    return info.getKeySpec(cipher).getEncoded();
  }

  private static PrivateKey parse(byte[] key) throws GeneralSecurityException {
    for (String algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
      } catch (InvalidKeySpecException e) {
        // A key of another algorithm: the next may be its own.
      }
    }
    throw new GeneralSecurityException("its private key is of none of " + KEY_ALGORITHMS);
  }
}
