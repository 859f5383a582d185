/** A flag byte, then the length, big-endian (gRPC over HTTP/2, "Length-Prefixed-Message"). */
export const prefixBytes = 5;

/** A message as it travels, not compressed. */
export function frameOf(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(prefixBytes + message.length);
  frame[0] = 0;
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, prefixBytes);
  return frame;
}
