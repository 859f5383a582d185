import { type CipherGCMTypes, createCipheriv, createDecipheriv, randomFillSync } from 'node:crypto';

/** Encryption versions, the first byte of a sealed frame (serf-wire §1.5). */
const versions = { padded: 0, plain: 1 } as const;

const nonceBytes = 12;
const tagBytes = 16;
const blockBytes = 16;

/** What sealing adds to each packet. */
export const sealOverheadBytes = 1 + nonceBytes + tagBytes;

const algorithms: Readonly<Record<number, CipherGCMTypes>> = {
  16: 'aes-128-gcm',
  24: 'aes-192-gcm',
  32: 'aes-256-gcm',
};

/** Lengths of keys for AES-128, AES-192 and AES-256. */
export function isKeyLength(bytes: number): boolean {
  return algorithms[bytes] !== undefined;
}

/** `version | nonce | ciphertext | tag`, in version 1: what every node since 2015 reads and sends. */
export function seal(key: Uint8Array, plain: Uint8Array, additional: Uint8Array): Buffer {
  const header = randomFillSync(Buffer.allocUnsafe(1 + nonceBytes), 1);
  header[0] = versions.plain;
  const cipher = createCipheriv(algorithmOf(key), key, header.subarray(1));
  cipher.setAAD(additional);
  const sealed = cipher.update(plain);
  cipher.final();
  return Buffer.concat([header, sealed, cipher.getAuthTag()]);
}

/** What was sealed with one of the keys; undefined when it was not, or not untouched. */
export function unseal(
  keys: readonly Uint8Array[],
  frame: Uint8Array,
  additional: Uint8Array,
): Buffer | undefined {
  const [version] = frame;
  const isPadded = version === versions.padded;
  if (!isPadded && version !== versions.plain) return undefined;
  if (frame.length < sealOverheadBytes + (isPadded ? blockBytes : 0)) return undefined;
  for (const key of keys) {
    const plain = unsealWith(key, frame, additional);
    if (plain !== undefined) return isPadded ? withoutPadding(plain) : plain;
  }
  return undefined;
}

function unsealWith(
  key: Uint8Array,
  frame: Uint8Array,
  additional: Uint8Array,
): Buffer | undefined {
  const sealed = frame.subarray(1 + nonceBytes, -tagBytes);
  const options = { authTagLength: tagBytes };
  const nonce = frame.subarray(1, 1 + nonceBytes);
  const decipher = createDecipheriv(algorithmOf(key), key, nonce, options);
  decipher.setAAD(additional);
  decipher.setAuthTag(frame.subarray(-tagBytes));
  const plain = decipher.update(sealed);
  try {
    decipher.final();
    return plain;
  } catch {
    // The only thing that final() checks is the tag: it was another key.
    return undefined;
  }
}

/** PKCS #7 */
function withoutPadding(plain: Buffer): Buffer | undefined {
  const count = plain.at(-1) ?? 0;
  return count >= 1 && count <= blockBytes ? plain.subarray(0, -count) : undefined;
}

function algorithmOf(key: Uint8Array): CipherGCMTypes {
  const algorithm = algorithms[key.length];
  if (algorithm === undefined) throw new RangeError(`a key of ${key.length} bytes`);
  return algorithm;
}
