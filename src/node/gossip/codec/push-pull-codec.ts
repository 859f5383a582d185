import { bool, bytes, decodePrefix, encode, struct, uint } from '../../../shared/msgpack/codec.ts';
import type { PushPull, PushPullNode, PushPullNodeState } from '../messages.ts';
import { isReachable } from './endpoint.ts';
import { bytesOrNil, readableName, u32 } from './fields.ts';
import { malformed } from './malformed.ts';
import { limits as memberlistLimits } from './memberlist-codec.ts';
import { decodeSerfMessage, encodeSerfMessage } from './serf-codec.ts';

const limits = {
  /** serf-wire §3.2 */
  nodesMax: 1024 * 1024,
  /** Nodes that one step decodes: a few milliseconds of work. */
  stepNodes: 1000,
} as const;

export const pushPullType = 6;

const states: readonly PushPullNodeState[] = ['alive', 'suspect', 'dead', 'left'];

const header = struct({ Join: bool, Nodes: uint, UserStateLen: uint });
const nodeRecord = struct({
  Addr: bytesOrNil,
  Incarnation: u32,
  Meta: bytesOrNil,
  Name: bytes,
  Port: uint,
  State: uint,
  Vsn: bytesOrNil,
});

/** One direction of the exchange: `06 | header | nodes | user state` (serf-wire §3.2). */
export function encodePushPull({ isJoin, nodes, userState }: PushPull): Buffer {
  const tail = userState === undefined ? Buffer.alloc(0) : encodeSerfMessage(userState);
  return Buffer.concat([
    Buffer.of(pushPullType),
    encode(header, { Join: isJoin, Nodes: nodes.length, UserStateLen: tail.length }),
    ...nodes.map(encodeNode),
    tail,
  ]);
}

export interface PushPullHeader {
  readonly isJoin: boolean;
  readonly nodes: number;
  readonly userStateBytes: number;
}

/** The header alone, which tells how the message goes on. Throws CORRUPT. */
export function decodePushPullHeader(
  bytesFrom: Uint8Array,
): PushPullHeader & { readonly end: number } {
  const { value, end } = decodePrefix(header, bytesFrom);
  if (value.Nodes > limits.nodesMax) throw malformed(`more than ${limits.nodesMax} nodes`);
  return { isJoin: value.Join, nodes: value.Nodes, userStateBytes: value.UserStateLen, end };
}

/** Decodes a whole push/pull message step by step, as its list of nodes may be long. */
export class PushPullDecoder {
  readonly #bytes: Uint8Array;
  readonly #header: PushPullHeader;
  readonly #nodes: PushPullNode[] = [];
  #nodesLeft: number;
  #offset: number;

  /** `whole` starts with the type byte and ends with the user state. Throws CORRUPT. */
  constructor(whole: Uint8Array) {
    if (whole[0] !== pushPullType) throw malformed('no push/pull where one must be');
    const { end, ...head } = decodePushPullHeader(whole.subarray(1));
    this.#bytes = whole;
    this.#header = head;
    this.#nodesLeft = head.nodes;
    this.#offset = 1 + end;
  }

  /**
   * The message; undefined when another step is needed. Nodes that no correct peer announces are left
   * out, as one of them must not keep the others from us. Throws CORRUPT.
   */
  step(): PushPull | undefined {
    const count = Math.min(this.#nodesLeft, limits.stepNodes);
    for (let index = 0; index < count; index += 1) {
      const { value, end } = decodePrefix(nodeRecord, this.#bytes.subarray(this.#offset));
      this.#offset += end;
      const node = decodedNode(value);
      if (node !== undefined) this.#nodes.push(node);
    }
    this.#nodesLeft -= count;
    return this.#nodesLeft > 0 ? undefined : this.#finish();
  }

  #finish(): PushPull {
    const tail = this.#bytes.subarray(this.#offset);
    const { isJoin, userStateBytes } = this.#header;
    if (tail.length !== userStateBytes) throw malformed('a user state of another length');
    const userState = tail.length === 0 ? undefined : decodeSerfMessage(tail);
    if (userState !== undefined && userState.type !== 'userState') {
      throw malformed('another Serf message in the place of the user state');
    }
    return { type: 'pushPull', isJoin, nodes: this.#nodes, userState };
  }
}

type NodeRecord = typeof nodeRecord.zero;

function encodeNode(node: PushPullNode): Buffer {
  return Buffer.from(
    encode(nodeRecord, {
      Addr: node.address,
      Incarnation: node.incarnation,
      Meta: node.meta,
      Name: Buffer.from(node.name),
      Port: node.port,
      State: states.indexOf(node.state),
      Vsn: node.vsn,
    }),
  );
}

function decodedNode(record: NodeRecord): PushPullNode | undefined {
  const { Addr: address, Meta: meta, Port: port } = record;
  const name = readableName(record.Name);
  const state = states[record.State];
  const isCorrect = meta.length <= memberlistLimits.metaBytesMax && isReachable({ address, port });
  if (name === undefined || state === undefined || !isCorrect) return undefined;
  return { address, port, name, meta, incarnation: record.Incarnation, state, vsn: record.Vsn };
}
