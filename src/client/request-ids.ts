import { randomUUID } from 'node:crypto';
import type { api } from '../api/gen/messages.js';
import type { RequestId } from './kv-api.ts';

const limits = {
  /** From the lowest open sequence of a name to the next one: the cluster remembers twice as many. */
  windowMax: 512,
  /** Writes whose outcome their callers never learned, kept for `outcome` to tell. */
  unresolvedMax: 64,
} as const;

/** The sequences of one name. */
interface Numbering {
  readonly client: string;
  next: number;
  /** The lowest open sequence; `next` when none is. */
  firstOpen: number;
  openCount: number;
  /** Whether a sequence of the window is open, at the rest of its division by `windowMax`. */
  readonly isOpen: Uint8Array;
}

/**
 * The request ids of one client. The cluster forgets what was answered below the lowest open sequence, so
 * a sequence stays open until its caller has an answer. It also forgets the lowest ones of a client that has
 * too many; so when one stays open for long, the next ones get another name.
 */
export class RequestIds {
  #client: string | undefined;
  #names = 1;
  #current: Numbering | undefined;
  /** Those with open sequences, and the current one. */
  readonly #numberings = new Map<string, Numbering>();
  readonly #unresolved: RequestId[] = [];

  constructor(client?: string) {
    this.#client = client;
  }

  open(): RequestId {
    // Only now: the first random bytes take a process milliseconds, and one that only reads needs none.
    this.#client ??= randomUUID();
    this.#current ??= this.#start(this.#client);
    if (this.#current.next - this.#current.firstOpen >= limits.windowMax) {
      this.#names += 1;
      this.#current = this.#start(`${this.#client}.${this.#names}`);
    }
    const { client, next: sequence, isOpen } = this.#current;
    this.#current.next += 1;
    this.#current.openCount += 1;
    isOpen[sequence % limits.windowMax] = 1;
    return { client, sequence };
  }

  /** Its caller has the answer. */
  close({ client, sequence }: RequestId): void {
    const numbering = this.#numberings.get(client);
    if (numbering === undefined || !isOpen(numbering, sequence)) return;
    numbering.isOpen[sequence % limits.windowMax] = 0;
    numbering.openCount -= 1;
    while (numbering.firstOpen < numbering.next && !isOpen(numbering, numbering.firstOpen)) {
      numbering.firstOpen += 1;
    }
    if (numbering.openCount === 0 && numbering !== this.#current) this.#numberings.delete(client);
  }

  /** Nobody knows what became of it: the cluster is to remember it for a while. */
  leaveUnresolved(id: RequestId): void {
    if (!this.#numberings.has(id.client)) return;
    this.#unresolved.push(id);
    if (this.#unresolved.length <= limits.unresolvedMax) return;
    const oldest = this.#unresolved.shift();
    if (oldest !== undefined) this.close(oldest);
  }

  /** An id that a caller chose itself lets the cluster forget nothing. */
  messageOf({ client, sequence }: RequestId): api.IRequestId {
    const numbering = this.#numberings.get(client);
    if (numbering === undefined) return { client, sequence };
    return { client, sequence, firstOpen: Math.min(numbering.firstOpen, sequence) };
  }

  #start(client: string): Numbering {
    const isOpen = new Uint8Array(limits.windowMax);
    const numbering: Numbering = { client, next: 1, firstOpen: 1, openCount: 0, isOpen };
    this.#numberings.set(client, numbering);
    return numbering;
  }
}

function isOpen({ firstOpen, next, isOpen: flags }: Numbering, sequence: number): boolean {
  return sequence >= firstOpen && sequence < next && flags[sequence % limits.windowMax] === 1;
}
