import { readFileSync } from 'node:fs';
import { decodeCoordinate } from '../../src/node/gossip/codec/coordinate.ts';
import { decodeMessage, encodeMessage } from '../../src/node/gossip/codec/memberlist-codec.ts';
import {
  encodePushPull,
  PushPullDecoder,
  pushPullType,
} from '../../src/node/gossip/codec/push-pull-codec.ts';
import { decodeSerfMessage, encodeSerfMessage } from '../../src/node/gossip/codec/serf-codec.ts';
import { decodeTags } from '../../src/node/gossip/codec/tags.ts';
import type { SerfMessage } from '../../src/node/gossip/messages.ts';
import { compressType, decompressor } from '../../src/node/transport/gossip/compression.ts';
import { decodePacket, type PoolSecurity } from '../../src/node/transport/gossip/packet.ts';
import { StreamFramer } from '../../src/node/transport/gossip/stream-framer.ts';
import { MokvError } from '../../src/shared/errors.ts';
import type { Random } from '../../src/shared/random.ts';

export interface FuzzInput {
  readonly kind: 'packet' | 'stream';
  readonly bytes: Buffer;
}

interface Vector {
  readonly transport: string;
  readonly hex: string;
  readonly inner_messages_hex?: readonly string[];
  readonly plain_hex?: string;
}

const limits = { mutationsMax: 6, insertedMax: 40, decompressedBytesMax: 4 * 1024 * 1024 } as const;

const plainPool: PoolSecurity = { keyring: undefined, label: Buffer.alloc(0) };

/** Numbers at which lengths, counts and signs turn. */
const interesting = [0, 1, 0x7f, 0x80, 0x90, 0xa0, 0xc0, 0xc1, 0xcf, 0xd9, 0xdb, 0xdd, 0xdf, 0xff];

/** Everything that real agents sent, as packets and streams and with their layers taken off. */
export function corpusOf(vectorsFile: URL): FuzzInput[] {
  const vectors: readonly Vector[] = JSON.parse(readFileSync(vectorsFile, 'utf8'));
  const inputs = vectors.flatMap(({ transport, hex, inner_messages_hex = [], plain_hex = '' }) => {
    const kind = transport === 'udp' ? ('packet' as const) : ('stream' as const);
    if (transport !== 'udp' && transport !== 'tcp') return [];
    return [hex, ...inner_messages_hex, plain_hex].map((digits) => ({
      kind,
      bytes: Buffer.from(digits, 'hex'),
    }));
  });
  return inputs.filter(({ bytes }) => bytes.length > 0);
}

/** Another input, made from one or two of the corpus by a few random changes. */
export function mutated(corpus: readonly FuzzInput[], random: Random): FuzzInput {
  const below = (count: number) => Math.floor(random() * count);
  const { kind, bytes } = pick(corpus, random);
  let changed = Buffer.from(bytes);
  for (let count = below(limits.mutationsMax) + 1; count > 0; count -= 1) {
    const at = below(changed.length + 1);
    const end = at + below(limits.insertedMax);
    switch (below(6)) {
      case 0:
        changed[at] = below(256);
        break;
      case 1:
        changed[at] = pick(interesting, random);
        break;
      case 2:
        changed = changed.subarray(0, at);
        break;
      case 3:
        changed = Buffer.concat([changed.subarray(0, at), changed.subarray(end)]);
        break;
      case 4:
        changed = Buffer.concat([changed.subarray(0, end), changed.subarray(at)]);
        break;
      case 5:
        changed = Buffer.concat([changed.subarray(0, at), pick(corpus, random).bytes.subarray(at)]);
    }
  }
  return { kind, bytes: changed };
}

/**
 * Decodes as a node does, and checks that whatever is accepted means the same when it is encoded again.
 * Throws when something else than CORRUPT comes out.
 */
export function decodeAll({ kind, bytes }: FuzzInput): void {
  if (kind === 'packet') {
    for (const message of decodePacket(bytes, plainPool).messages)
      refusable(() => tryMessage(message));
  } else refusable(() => tryStream(bytes));
}

function refusable(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof MokvError) || error.code !== 'CORRUPT') throw error;
  }
}

function tryMessage(bytes: Uint8Array): void {
  const message = decodeMessage(bytes);
  same(message, decodeMessage(encodeMessage(message)));
  if (message.type === 'user') trySerf(message.payload);
  if (message.type === 'alive') decodeTags(message.meta);
  if (message.type === 'ackResp') refusable(() => decodeCoordinate(message.payload));
}

function trySerf(bytes: Uint8Array): void {
  const message = decodeSerfMessage(bytes);
  same(message, decodeSerfMessage(encodeSerfMessage(message)));
  const inner = innerOf(message);
  if (inner !== undefined && inner.length > 0) refusable(() => trySerf(inner));
}

function innerOf(message: SerfMessage): Uint8Array | undefined {
  if (message.type === 'relay') return message.message;
  return message.type === 'query' || message.type === 'queryResponse' ? message.payload : undefined;
}

function tryStream(bytes: Buffer): void {
  const framer = new StreamFramer({ labelHeader: Buffer.alloc(0), isSealed: false });
  const cut = bytes.length >> 1;
  const frame = framer.push(bytes.subarray(0, cut)) ?? framer.push(bytes.subarray(cut));
  if (frame === undefined) return;
  const plain =
    frame[0] === compressType ? finished(decompressor(frame, limits.decompressedBytesMax)) : frame;
  if (plain[0] !== pushPullType) {
    tryMessage(plain);
    return;
  }
  const message = finished(new PushPullDecoder(plain));
  same(message, finished(new PushPullDecoder(encodePushPull(message))));
}

function finished<T>(stepper: { step(): T | undefined }): T {
  for (;;) {
    const result = stepper.step();
    if (result !== undefined) return result;
  }
}

function same(one: unknown, other: unknown): void {
  if (text(one) !== text(other)) throw new Error(`${text(one)} became ${text(other)}`);
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (inner instanceof Map ? [...inner] : inner));
}

function pick<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('an empty list');
  return found;
}
