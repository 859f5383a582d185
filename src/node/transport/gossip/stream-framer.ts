import { decodePrefix, struct, uint } from '../../../shared/msgpack/codec.ts';
import { ValueScanner } from '../../../shared/msgpack/value-scanner.ts';
import { malformed } from '../../gossip/codec/malformed.ts';
import { decodePushPullHeader, pushPullType } from '../../gossip/codec/push-pull-codec.ts';
import { ByteQueue } from '../byte-queue.ts';
import { compressType } from './compression.ts';
import { skipLabel } from './label.ts';
import { unreadable } from './unreadable.ts';

const limits = {
  /** One direction of a stream (serf-wire §3.2). */
  frameBytesMax: 20 * 1024 * 1024,
  /** Messages of one msgpack value: ping, ack, error. */
  messageBytesMax: 64 * 1024,
} as const;

/** Messages that only streams know, beside push/pull (serf-wire §1.1). */
export const streamTypes = { ping: 0, ackResp: 2, user: 8, encrypt: 10, errResp: 13 } as const;

/** Type byte and length of a sealed frame. */
export const sealHeaderBytes = 5;

export const userHeader = struct({ UserMsgLen: uint });

interface FramerOptions {
  /** What the label header must be; empty when none may come, as in the answer to a dialled stream. */
  readonly labelHeader: Uint8Array;
  /** Whether the pool is encrypted: then plaintext is refused, and a sealed frame otherwise. */
  readonly isSealed: boolean;
}

/**
 * Finds the end of the one message that a stream carries in each direction. Nothing but a sealed frame
 * tells its length beforehand, so that the message is parsed as it arrives; no byte is looked at twice,
 * and no memory is reserved for what is only announced (serf-wire §3.2, pitfall 23).
 */
export class StreamFramer {
  readonly #options: FramerOptions;
  readonly #queue = new ByteQueue();
  readonly #parsing: Generator<void, void, void>;
  #offset = 0;

  constructor(options: FramerOptions) {
    this.#options = options;
    this.#parsing = this.#parse();
  }

  get bufferedBytes(): number {
    return this.#queue.length;
  }

  /**
   * The whole message without the label, in memory of its own; undefined while it goes on. Whatever
   * comes behind it is passed over. Throws CORRUPT.
   */
  push(chunk: Uint8Array): Buffer | undefined {
    this.#queue.push(chunk);
    if (this.#parsing.next().done !== true) return undefined;
    return this.#queue.take(this.#offset);
  }

  *#parse(): Generator<void, void, void> {
    const { labelHeader, isSealed } = this.#options;
    yield* this.#await(Math.max(1, labelHeader.length));
    const labelEnd = skipLabel(labelHeader, this.#queue.view());
    if (labelEnd === undefined) throw unreadable('The stream has another label than this pool');
    if (labelEnd > 0) this.#queue.take(labelEnd);
    yield* this.#await(1);
    const type = this.#queue.view()[0] ?? 0;
    if (isSealed && type !== streamTypes.encrypt) {
      throw unreadable('Encryption is configured but remote state is not encrypted');
    }
    if (!isSealed && type === streamTypes.encrypt) {
      throw unreadable('Remote state is encrypted and encryption is not configured');
    }
    this.#offset = 1;
    yield* this.#body(type);
  }

  #body(type: number): Generator<void, void, void> {
    switch (type) {
      case streamTypes.encrypt:
        return this.#sealed();
      case compressType:
        return this.#value(limits.frameBytesMax);
      case pushPullType:
        return this.#pushPull();
      case streamTypes.user:
        return this.#user();
      case streamTypes.ping:
      case streamTypes.ackResp:
      case streamTypes.errResp:
        return this.#value(limits.messageBytesMax);
      default:
        throw malformed(`stream message type ${type}`);
    }
  }

  *#sealed(): Generator<void, void, void> {
    yield* this.#await(sealHeaderBytes);
    const length = this.#queue.view().readUInt32BE(1);
    yield* this.#raw(sealHeaderBytes - this.#offset + length);
  }

  *#pushPull(): Generator<void, void, void> {
    const start = this.#offset;
    yield* this.#value(limits.messageBytesMax);
    const header = decodePushPullHeader(this.#queue.view().subarray(start));
    for (let node = 0; node < header.nodes; node += 1) yield* this.#value(limits.messageBytesMax);
    yield* this.#raw(header.userStateBytes);
  }

  *#user(): Generator<void, void, void> {
    const start = this.#offset;
    yield* this.#value(limits.messageBytesMax);
    const { value } = decodePrefix(userHeader, this.#queue.view().subarray(start));
    yield* this.#raw(value.UserMsgLen);
  }

  /** Passes over one msgpack value. */
  *#value(bytesMax: number): Generator<void, void, void> {
    const scanner = new ValueScanner(Math.min(bytesMax, limits.frameBytesMax - this.#offset));
    let scanned = this.#offset;
    for (;;) {
      yield* this.#await(scanned + 1);
      const view = this.#queue.view();
      const end = scanner.scan(view, scanned);
      if (end !== undefined) {
        this.#offset = end;
        return;
      }
      scanned = view.length;
    }
  }

  *#raw(count: number): Generator<void, void, void> {
    if (this.#offset + count > limits.frameBytesMax) throw malformed('a stream longer than 20 MiB');
    yield* this.#await(this.#offset + count);
    this.#offset += count;
  }

  *#await(count: number): Generator<void, void, void> {
    while (this.#queue.length < count) yield;
  }
}
