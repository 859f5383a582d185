import type { Endpoint } from './messages.ts';

/** Byte for byte: 127.0.0.1 and its IPv4-mapped form differ, as they do for the agents (pitfall 1). */
export function isSameEndpoint(a: Endpoint, b: Endpoint): boolean {
  return a.port === b.port && isSameBytes(a.address, b.address);
}

export function isSameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

export function ownEndpoint({ address, port }: Endpoint): Endpoint {
  return { address: ownBytes(address), port };
}

/** A copy: a view of a packet would keep all of it in memory. */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  return Buffer.from(bytes);
}
