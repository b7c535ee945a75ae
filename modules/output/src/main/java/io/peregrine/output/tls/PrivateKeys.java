package io.peregrine.output.tls;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/**
 * Private keys from their three usual encodings. PKCS#8 names the algorithm; the older PKCS#1 (RSA, RFC 8017) and SEC 1
 * (elliptic curves, RFC 5915) do not, so they are wrapped into PKCS#8 (RFC 5958) first:
 *
 * <pre>
 * SEQUENCE { INTEGER 0, SEQUENCE { OID algorithm, parameters }, OCTET STRING { key } }
 * </pre>
 */
final class PrivateKeys {
    private static final byte[] VERSION = {2, 1, 0};
    /** rsaEncryption (1.2.840.113549.1.1.1) with NULL parameters. */
    private static final byte[] RSA = {6, 9, 42, (byte) 134, 72, (byte) 134, (byte) 247, 13, 1, 1, 1, 5, 0};
    /** id-ecPublicKey (1.2.840.10045.2.1). */
    private static final byte[] EC = {6, 7, 42, (byte) 134, 72, (byte) 206, 61, 2, 1};

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;
    private static final int OID = 6;
    private static final int CURVE = 0xA0;
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    private PrivateKeys() {}

    static PrivateKey fromPkcs8(byte[] encoded) throws GeneralSecurityException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // it is a key of another algorithm
            }
        }
        throw new InvalidKeySpecException("the key's algorithm is none of " + ALGORITHMS);
    }

    static PrivateKey fromPkcs1(byte[] encoded) throws GeneralSecurityException {
        return fromPkcs8(wrap(RSA, encoded));
    }

    static PrivateKey fromSec1(byte[] encoded) throws GeneralSecurityException {
        byte[] curve = curve(encoded);
        byte[] algorithm = Arrays.copyOf(EC, EC.length + curve.length);
        System.arraycopy(curve, 0, algorithm, EC.length, curve.length);
        return fromPkcs8(wrap(algorithm, encoded));
    }

    private static byte[] wrap(byte[] algorithm, byte[] key) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(VERSION);
        content.writeBytes(tagged(SEQUENCE, algorithm));
        content.writeBytes(tagged(OCTETS, key));
        return tagged(SEQUENCE, content.toByteArray());
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 128) {
            out.write(content.length);
        } else {
            int octets = content.length < 256 ? 1 : content.length < 65536 ? 2 : 3;
            out.write(128 | octets);
            for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
                out.write(content.length >> shift);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** Returns the encoded object identifier of the curve: SEQUENCE { INTEGER, OCTET STRING, [0] { OID } ... }. */
    private static byte[] curve(byte[] encoded) throws InvalidKeySpecException {
        int at = body(encoded, 0);
        while (at < encoded.length) {
            int body = body(encoded, at);
            if ((encoded[at] & 255) == CURVE && encoded[body] == OID) {
                return Arrays.copyOfRange(encoded, body, end(encoded, body));
            }
            at = end(encoded, at);
        }
        throw new InvalidKeySpecException("the key does not name its curve");
    }

    private static int body(byte[] encoded, int at) {
        int length = encoded[at + 1] & 255;
        return at + 2 + (length < 128 ? 0 : length - 128);
    }

    private static int end(byte[] encoded, int at) {
        int first = encoded[at + 1] & 255;
        int length = first;
        if (first >= 128) {
            length = 0;
            for (int i = 0; i < first - 128; i++) {
                length = length << 8 | encoded[at + 2 + i] & 255;
            }
        }
        return body(encoded, at) + length;
    }
}
