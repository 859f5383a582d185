import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeCoordinate, encodeCoordinate } from '../../src/node/gossip/codec/coordinate.ts';
import { decodeMessage, encodeMessage } from '../../src/node/gossip/codec/memberlist-codec.ts';
import { encodePushPull } from '../../src/node/gossip/codec/push-pull-codec.ts';
import { decodeSerfMessage, encodeSerfMessage } from '../../src/node/gossip/codec/serf-codec.ts';
import { decodeTags, encodeTags } from '../../src/node/gossip/codec/tags.ts';
import type { MemberlistMessage, SerfMessage } from '../../src/node/gossip/messages.ts';
import { decodeCompound, encodeCompound } from '../../src/node/transport/gossip/compound.ts';
import { compress, decompressor } from '../../src/node/transport/gossip/compression.ts';
import { Keyring } from '../../src/node/transport/gossip/keyring.ts';
import { labelHeader } from '../../src/node/transport/gossip/label.ts';
import { LzwDecoder } from '../../src/node/transport/gossip/lzw-decoder.ts';
import { compressLzw } from '../../src/node/transport/gossip/lzw-encoder.ts';
import {
  decodePacket,
  encodePacket,
  type PoolSecurity,
} from '../../src/node/transport/gossip/packet.ts';
import { unseal } from '../../src/node/transport/gossip/seal.ts';
import { openSerfSnapshot } from '../../src/node/transport/gossip/serf-snapshot.ts';
import { StreamFramer } from '../../src/node/transport/gossip/stream-framer.ts';
import { decodeStream, encodeStream } from '../../src/node/transport/gossip/stream-message.ts';

interface Vector {
  readonly name: string;
  readonly transport: 'udp' | 'tcp' | 'function' | 'file';
  readonly hex: string;
  readonly layers?: readonly string[];
  readonly key_base64?: string;
  readonly inner_messages_hex?: readonly string[];
  readonly plain_hex?: string;
  readonly decoded: Readonly<Record<string, unknown>>;
}

const vectors: readonly Vector[] = JSON.parse(
  readFileSync(new URL('vectors/serf-vectors.json', import.meta.url), 'utf8'),
);
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const byTransport = (transport: Vector['transport'], prefix = '') =>
  vectors.filter((one) => one.transport === transport && one.name.startsWith(prefix));
const named = (name: string): Vector => {
  const found = vectors.find((vector) => vector.name === name);
  if (found === undefined) throw new Error(`no vector ${name}`);
  return found;
};
const hasLayer = ({ layers = [] }: Vector, name: string) =>
  layers.some((layer) => layer.startsWith(name));

/** The pool of a vector. The answer of a labelled stream has no header, but still the label's pool. */
function securityOf({ key_base64: key, name }: Vector): PoolSecurity {
  return {
    keyring: key === undefined ? undefined : new Keyring([Buffer.from(key, 'base64')]),
    label: Buffer.from(name.startsWith('label.') ? 'blue' : ''),
  };
}

/** go-msgpack v2 writes signed integers above 127 in another form than we do (serf-wire §2). */
const writesSignedForms = ({ name }: Vector) => /0102|^label\.|^lib\.|^encv0/.test(name);

const reencoded = (message: Uint8Array) => encodeMessage(decodeMessage(message)).toString('hex');

function serfMessagesOf(message: MemberlistMessage): SerfMessage[] {
  if (message.type !== 'user') return [];
  const serf = decodeSerfMessage(message.payload);
  return serf.type === 'relay' ? [serf, decodeSerfMessage(serf.message)] : [serf];
}

describe('packets of real agents', () => {
  const packets = byTransport('udp');

  it('are all here', () => expect(packets.length).toBeGreaterThan(80));

  it.each(packets)('$name gives its messages', (vector) => {
    const { messages, refusal } = decodePacket(bytes(vector.hex), securityOf(vector));
    expect(refusal).toBeUndefined();
    if (vector.inner_messages_hex === undefined) return;
    expect(messages.map((one) => Buffer.from(one).toString('hex'))).toEqual(
      vector.inner_messages_hex,
    );
  });

  it.each(packets)('$name has layers that we build identically', (vector) => {
    const security = securityOf(vector);
    const { messages } = decodePacket(bytes(vector.hex), security);
    const sealedFrame = bytes(vector.hex).subarray(
      hasLayer(vector, 'label') ? labelHeader(security.label).length : 0,
    );
    const plain =
      security.keyring === undefined
        ? sealedFrame
        : unseal(security.keyring.keys, sealedFrame, security.label);
    const joined = hasLayer(vector, 'compound') ? encodeCompound(messages) : messages[0];
    const packed = hasLayer(vector, 'compress') ? compress(joined ?? bytes('')) : joined;
    expect(plain?.toString('hex')).toBe(withCrc(vector, packed ?? bytes('')).toString('hex'));
  });

  it.each(packets)('$name comes back through our own layers', (vector) => {
    const security = securityOf(vector);
    const { messages } = decodePacket(bytes(vector.hex), security);
    expect(decodePacket(encodePacket(messages, security), security)).toMatchObject({
      messages,
      refusal: undefined,
    });
  });

  it.each(packets.filter((one) => !one.name.startsWith('lib.')))(
    '$name has messages that we encode identically',
    (vector) => {
      const { messages } = decodePacket(bytes(vector.hex), securityOf(vector));
      for (const message of messages) {
        expect(reencoded(message)).toBe(Buffer.from(message).toString('hex'));
        const decoded = decodeMessage(message);
        for (const serf of serfMessagesOf(decoded)) {
          expect(decodeSerfMessage(encodeSerfMessage(serf))).toEqual(serf);
        }
        if (decoded.type !== 'user' || writesSignedForms(vector)) continue;
        const again = encodeSerfMessage(decodeSerfMessage(decoded.payload));
        expect(again.toString('hex')).toBe(Buffer.from(decoded.payload).toString('hex'));
      }
    },
  );

  it.each(packets)('$name has tags and coordinates that we encode identically', (vector) => {
    const { messages } = decodePacket(bytes(vector.hex), securityOf(vector));
    for (const message of messages.map(decodeMessage)) {
      if (message.type === 'alive' && message.meta.length > 0) {
        expect(encodeTags(decodeTags(message.meta)).equals(message.meta)).toBe(true);
      }
      if (message.type === 'ackResp' && message.payload.length > 0) {
        expect(encodeCoordinate(decodeCoordinate(message.payload)).equals(message.payload)).toBe(
          true,
        );
      }
    }
  });

  function withCrc(vector: Vector, packed: Uint8Array): Buffer {
    if (!hasLayer(vector, 'crc') && vector.name !== 'lib.udp_user_message') {
      return Buffer.from(packed);
    }
    const header = Buffer.alloc(5);
    header[0] = 12;
    header.writeUInt32BE(crc32(packed), 1);
    return Buffer.concat([header, packed]);
  }
});

describe('streams of real agents', () => {
  const streams = byTransport('tcp');
  const headerOf = (vector: Vector) =>
    hasLayer(vector, 'label') ? labelHeader(Buffer.from('blue')) : bytes('');

  function frameOf(vector: Vector, chunkBytes: number): Buffer {
    const { keyring } = securityOf(vector);
    const framer = new StreamFramer({
      labelHeader: headerOf(vector),
      isSealed: keyring !== undefined,
    });
    const whole = bytes(vector.hex);
    for (let offset = 0; offset < whole.length; offset += chunkBytes) {
      const frame = framer.push(whole.subarray(offset, offset + chunkBytes));
      if (frame === undefined) continue;
      expect(offset + chunkBytes).toBeGreaterThanOrEqual(whole.length);
      return frame;
    }
    throw new Error('the stream has no end');
  }

  it.each(streams)('$name ends at its last byte, however it is cut', (vector) => {
    const whole = bytes(vector.hex).subarray(headerOf(vector).length);
    for (const chunkBytes of [1, 7, 100_000]) {
      expect(frameOf(vector, chunkBytes).equals(whole)).toBe(true);
    }
  });

  it.each(streams.filter((one) => !hasLayer(one, 'encrypt')))(
    '$name has a frame that we build identically',
    async (vector) => {
      const frame = frameOf(vector, 4096);
      if (vector.plain_hex === undefined || !hasLayer(vector, 'compress')) return;
      const decoder = decompressor(frame, 2 ** 20);
      const plain = decoder.step();
      expect(plain?.toString('hex')).toBe(vector.plain_hex);
      // Agents compress even what does not become smaller; we do not.
      const again = compress(bytes(vector.plain_hex));
      expect([vector.hex.slice(headerOf(vector).length * 2), vector.plain_hex]).toContain(
        Buffer.from(again).toString('hex'),
      );
    },
  );

  it.each(streams)('$name comes back through our own layers', async (vector) => {
    const security = securityOf(vector);
    const message = await decodeStream(frameOf(vector, 4096), security);
    if (message.type === 'user') return;
    const ours = encodeStream(message, security, 'answer');
    expect(await decodeStream(ours, security)).toEqual(message);
  });

  it.each(streams.filter((one) => one.name.includes('pushpull')))(
    '$name has nodes that we encode identically',
    async (vector) => {
      const message = await decodeStream(frameOf(vector, 4096), securityOf(vector));
      if (message.type !== 'pushPull') throw new Error(message.type);
      expect(message.nodes).toHaveLength((vector.decoded.nodes as unknown[]).length);
      const withoutState = encodePushPull({ ...message, userState: undefined }).toString('hex');
      const [, nodes = ''] = withoutState.split('ac5573657253746174654c656e00');
      expect(nodes).not.toBe('');
      expect(vector.plain_hex).toContain(nodes);
    },
  );

  it('tells members, left members, clocks and buffered events', async () => {
    const vector = named('plain0102.pushpull_periodic.server_to_client');
    const message = await decodeStream(frameOf(vector, 4096), securityOf(vector));
    if (message.type !== 'pushPull') throw new Error(message.type);
    const { header, userState } = vector.decoded as {
      header: { Join: boolean };
      userState: Record<string, unknown>;
    };
    expect(message.isJoin).toBe(header.Join);
    expect({
      EventLTime: message.userState?.eventLTime,
      LTime: message.userState?.ltime,
      QueryLTime: message.userState?.queryLTime,
      LeftMembers: message.userState?.leftMembers,
      StatusLTimes: Object.fromEntries(message.userState?.statusLTimes ?? []),
    }).toEqual({
      EventLTime: userState.EventLTime,
      LTime: userState.LTime,
      QueryLTime: userState.QueryLTime,
      LeftMembers: userState.LeftMembers,
      StatusLTimes: userState.StatusLTimes,
    });
  });
});

describe('functions of memberlist', () => {
  it.each(byTransport('function', 'encv0.'))('$name opens', (vector) => {
    const { plaintext_hex: plaintext } = vector.decoded;
    const key = Buffer.from(vector.key_base64 ?? '', 'base64');
    expect(unseal([key], bytes(vector.hex), bytes(''))?.toString('hex')).toBe(plaintext);
  });

  it.each(byTransport('function', 'lzw.len'))('$name is the same both ways', (vector) => {
    const plain = bytes(String(vector.decoded.plaintext_hex));
    expect(compressLzw(plain).toString('hex')).toBe(vector.hex);
    expect(new LzwDecoder(bytes(vector.hex), 2 ** 20).step()?.equals(plain)).toBe(true);
  });

  it('splits a compound with an empty part', () => {
    const vector = named('compound.function.three_parts');
    const { parts, isTruncated } = decodeCompound(bytes(vector.hex));
    expect(isTruncated).toBe(false);
    expect(parts.map((part) => Buffer.from(part).toString('hex'))).toEqual(
      vector.decoded.parts_hex,
    );
  });
});

describe('the snapshot file of a real agent', () => {
  it('is replayed: the agent has left', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'mokv-vectors-'));
    const path = join(directory, 'snapshot');
    const onFailure = (error: Error): never => {
      throw error;
    };
    const lines = bytes(named('snapshot_file').hex).toString('utf8');
    await writeFile(path, lines);
    const left = await openSerfSnapshot({ path, ownName: 'alpha', onFailure });
    await left.snapshot.close();
    await writeFile(path, lines.replace('leave\n', ''));
    const running = await openSerfSnapshot({ path, ownName: 'alpha', onFailure });
    await running.snapshot.close();
    await rm(directory, { recursive: true });
    const clocks = { incarnation: 0, clock: 3, eventClock: 0, queryClock: 0, previous: [] };
    expect(left.restored).toEqual(clocks);
    const at = (name: string, port: number) => ({
      name,
      endpoint: { address: Buffer.of(127, 0, 0, 1), port },
    });
    expect(running.restored).toEqual({
      incarnation: 0,
      clock: 3,
      eventClock: 1,
      queryClock: 3,
      previous: [at('bravo', 21_002), at('charlie', 21_003)],
    });
  });
});
