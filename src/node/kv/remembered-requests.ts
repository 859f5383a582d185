import type { ByteString } from '../../shared/byte-string.ts';
import type { CommandOutcome, RequestKey, TransactionResult } from './command.ts';
import type { LoggedRequest } from './logged-command.ts';
import { byteOrder, type OrderedMap, orderedMap } from './ordered-map.ts';
import { TimeOrder } from './time-order.ts';

const limits = {
  clientsMax: 65_536,
  /** Of one client; more than any has under way at once. */
  requestsMax: 1024,
  /** Of one client: outcomes hold what was there before, or what a transaction got. */
  clientBytesMax: 8 * 1024 * 1024,
  /** Of all clients. */
  bytesMax: 128 * 1024 * 1024,
  /** When a client was seen is noted no finer, so that one that writes all the time keeps its place. */
  seenStepMs: 1000,
} as const;

/** What a request and a client cost beside the values and names. */
const overheadBytes = 100;

/** A client and what it was answered. */
export interface RememberedClient {
  readonly client: ByteString;
  /** Requests below this one are forgotten. */
  readonly firstOpen: number;
  /** By the clock of the state machine, in whole seconds. */
  readonly seenMs: number;
  /** Ascending. */
  readonly requests: readonly RememberedRequest[];
}

export interface RememberedRequest {
  readonly sequence: number;
  readonly commandHash: number;
  readonly outcome: CommandOutcome;
}

/**
 * What was answered to requests with a key, so that each is done once. Part of the replicated state:
 * what is forgotten follows from the log alone. A client's requests go when it says that it has their
 * answers, and the lowest ones when it has too many; a client goes only when there are too many, the
 * one that was not seen for the longest time first.
 */
export class RememberedRequests {
  readonly #clients: OrderedMap<ByteString, HeldClient>;
  readonly #seen: TimeOrder<ByteString>;
  #bytes = 0;
  /** The client seen last: most of the time it is the next one, too. */
  #latest: HeldClient | undefined;
  /** One more with each image: what an older one made is shared with an image, and copied before it changes. */
  #generation = 0;

  constructor(
    clients: OrderedMap<ByteString, HeldClient> = orderedMap(byteOrder),
    seen: TimeOrder<ByteString> = new TimeOrder(),
  ) {
    this.#clients = clients;
    this.#seen = seen;
  }

  get size(): number {
    return this.#clients.size;
  }

  /** Least recently seen first. */
  *clients(): Generator<RememberedClient, void, undefined> {
    for (const { id } of this.#seen.entries()) {
      const held = this.#clients.get(id);
      if (held !== undefined) yield held;
    }
  }

  /** From a snapshot. */
  add(client: RememberedClient): void {
    this.#hold(client);
  }

  outcomeOf({
    client,
    sequence,
  }: Pick<RequestKey, 'client' | 'sequence'>): CommandOutcome | undefined {
    const held = this.#clients.get(client);
    return held && found(held, sequence)?.outcome;
  }

  /** What a request is answered without doing it; undefined when it has to be done. */
  answerTo(request: LoggedRequest, timeMs: number): CommandOutcome | undefined {
    const { client, sequence, firstOpen, commandHash } = request;
    const held = this.#see(client, timeMs - (timeMs % limits.seenStepMs));
    if (firstOpen > held.firstOpen) this.#forgetBelow(held, firstOpen);
    if (sequence < held.firstOpen) return { type: 'requestForgotten' };
    const known = found(held, sequence);
    if (known === undefined) return undefined;
    return known.commandHash === commandHash ? known.outcome : { type: 'requestReused' };
  }

  /** Right after `answerTo` had no answer to it. */
  remember({ client, sequence, commandHash }: LoggedRequest, outcome: CommandOutcome): void {
    const held = this.#changeable(client);
    if (held === undefined) return;
    const request = { sequence, commandHash, outcome };
    const position = positionOf(held, sequence);
    // Nearly always; a splice would make an array of nothing.
    if (position === held.requests.length) held.requests.push(request);
    else held.requests.splice(position, 0, request);
    const bytes = requestBytes(request);
    held.bytes += bytes;
    this.#bytes += bytes;
    while (held.requests.length > limits.requestsMax || held.bytes > limits.clientBytesMax) {
      const lowest = held.requests[0];
      if (lowest === undefined) break;
      this.#forgetBelow(held, lowest.sequence + 1);
    }
    while (this.#bytes > limits.bytesMax && this.#clients.size > 1) this.#forgetOldestBut(client);
  }

  /** As it is now; unaffected by later changes. O(1). */
  image(): RememberedRequests {
    this.#generation += 1;
    return new RememberedRequests(this.#clients.clone(), this.#seen.clone());
  }

  /** The client, new or not, in a form that may change. */
  #see(client: ByteString, seenMs: number): HeldClient {
    const held = this.#changeable(client) ?? this.#hold(this.#newcomer(client, seenMs));
    this.#latest = held;
    if (held.seenMs !== seenMs) {
      this.#seen.delete(held.seenMs, client);
      this.#seen.add(seenMs, client);
      held.seenMs = seenMs;
    }
    return held;
  }

  #changeable(client: ByteString): HeldClient | undefined {
    const known = this.#latest?.client === client ? this.#latest : this.#clients.get(client);
    if (known === undefined || known.generation === this.#generation) return known;
    const copy = { ...known, requests: [...known.requests], generation: this.#generation };
    this.#clients.set(client, copy);
    return copy;
  }

  #newcomer(client: ByteString, seenMs: number): RememberedClient {
    if (this.#clients.size >= limits.clientsMax) this.#forgetOldestBut(client);
    return { client, firstOpen: 0, seenMs, requests: [] };
  }

  #hold({ client, firstOpen, seenMs, requests }: RememberedClient): HeldClient {
    const held: HeldClient = {
      client,
      firstOpen,
      seenMs,
      requests: [...requests],
      bytes: client.length + overheadBytes,
      generation: this.#generation,
    };
    for (const request of requests) held.bytes += requestBytes(request);
    this.#bytes += held.bytes;
    this.#clients.set(client, held);
    this.#seen.add(seenMs, client);
    return held;
  }

  #forgetBelow(held: HeldClient, firstOpen: number): void {
    held.firstOpen = firstOpen;
    const forgotten = held.requests.splice(0, positionOf(held, firstOpen));
    for (const request of forgotten) {
      const bytes = requestBytes(request);
      held.bytes -= bytes;
      this.#bytes -= bytes;
    }
  }

  #forgetOldestBut(spared: ByteString): void {
    const first = this.#seen.first;
    const oldest = first?.id === spared ? this.#seen.after(first) : first;
    if (oldest === undefined) return;
    this.#bytes -= this.#clients.get(oldest.id)?.bytes ?? 0;
    this.#clients.delete(oldest.id);
    this.#seen.delete(oldest.timeMs, oldest.id);
  }
}

interface HeldClient extends RememberedClient {
  firstOpen: number;
  seenMs: number;
  readonly requests: RememberedRequest[];
  bytes: number;
  readonly generation: number;
}

function found(held: HeldClient, sequence: number): RememberedRequest | undefined {
  const position = positionOf(held, sequence);
  // Nearly always; to read behind the end of an array is slow.
  if (position === held.requests.length) return undefined;
  const request = held.requests[position];
  return request?.sequence === sequence ? request : undefined;
}

/** Of the first request at or behind this one; most of the time that is the end. */
function positionOf({ requests }: HeldClient, sequence: number): number {
  let low = 0;
  let high = requests.length;
  if ((requests[high - 1]?.sequence ?? 0) < sequence) return high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((requests[middle]?.sequence ?? 0) < sequence) low = middle + 1;
    else high = middle;
  }
  return low;
}

function requestBytes({ outcome }: RememberedRequest): number {
  return overheadBytes + resultBytes(outcome);
}

function resultBytes(result: CommandOutcome | TransactionResult): number {
  switch (result.type) {
    case 'set':
    case 'delete':
      return result.previous?.value.length ?? 0;
    case 'get':
      return overheadBytes + (result.item?.value.length ?? 0);
    case 'conditionFailed':
      return result.current?.value.length ?? 0;
    case 'txn':
      return result.results.reduce((sum, each) => sum + overheadBytes + resultBytes(each), 0);
    case 'rejected':
      return result.reason.length;
    default:
      return 0;
  }
}
