import { describe, expect, it } from 'vitest';
import type { api } from '../../api/gen/messages.js';
import { type ByteString, byteStringOfText } from '../../shared/byte-string.ts';
import type { StoreImage } from '../kv/image.ts';
import type { Item } from '../kv/item.ts';
import { type KeySink, listKeys } from './list-keys.ts';

describe('listKeys', () => {
  it('lets the event loop turn while it lists many keys', async () => {
    const delaysMs: number[] = [];
    let last = performance.now();
    let listing = true;
    const measure = () => {
      const now = performance.now();
      delaysMs.push(now - last);
      last = now;
      if (listing) setImmediate(measure);
    };
    setImmediate(measure);
    const sink = new Sink();
    await listKeys(imageOf(100_000), () => true, sink);
    listing = false;
    expect(sink.keys).toHaveLength(100_000);
    expect(delaysMs.length).toBeGreaterThan(5);
  });

  it('waits for a slow reader before each further key', async () => {
    const sink = new Sink();
    sink.full = true;
    await listKeys(imageOf(3), () => true, sink);
    expect(sink.keys).toEqual(['key 0', 'drained', 'key 1', 'drained', 'key 2', 'drained']);
  });

  it('stops reading the store when the caller is gone', async () => {
    const sink = new Sink();
    let read = 0;
    const allows = () => {
      read += 1;
      if (read === 5) sink.cancelled = true;
      return true;
    };
    await listKeys(imageOf(1000), allows, sink);
    expect(read).toBe(5);
  });

  it('asks for the right to each key when it comes to it', async () => {
    const sink = new Sink();
    let revoked = false;
    const allows = (key: string) => {
      if (key === 'key 2') revoked = true;
      return !revoked;
    };
    await listKeys(imageOf(5), allows, sink);
    expect(sink.keys).toEqual(['key 0', 'key 1']);
  });
});

class Sink implements KeySink {
  readonly keys: string[] = [];
  cancelled = false;
  full = false;

  write({ key }: api.IGetResponse): boolean {
    this.keys.push(key ?? '');
    return !this.full;
  }

  async drained(): Promise<void> {
    this.keys.push('drained');
  }
}

function imageOf(count: number): StoreImage {
  const item: Item = {
    value: byteStringOfText('value'),
    createRevision: 1,
    modRevision: 1,
    version: 1,
    expiresAtMs: 0,
    leaseId: 0,
  };
  const entries = function* (): Iterable<readonly [ByteString, Item]> {
    for (let index = 0; index < count; index += 1) yield [byteStringOfText(`key ${index}`), item];
  };
  return {
    appliedIndex: 1,
    revision: 1,
    keys: count,
    appliedHash: 0n,
    get: () => item,
    entries,
    entriesReversed: entries,
  };
}
