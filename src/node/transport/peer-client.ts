import type { Duplex } from 'node:stream';
import { messageOf } from '../../shared/errors.ts';
import { InvariantViolation } from '../../shared/invariant.ts';
import { quoted } from '../../shared/quoted.ts';
import type { Random } from '../../shared/random.ts';
import type { SnapshotMeta } from '../raft/entry.ts';
import type { InstallSnapshot, RaftRequest, RaftResponse } from '../raft/messages.ts';
import { PeerConnection } from './peer-connection.ts';
import { type OutgoingSnapshot, sendSnapshot } from './send-snapshot.ts';
import type { SharedFrames } from './shared-frames.ts';

export interface PeerClientOptions {
  dial(signal: AbortSignal): Promise<Duplex>;
  openSnapshot(meta: SnapshotMeta): Promise<OutgoingSnapshot>;
  readonly frames: SharedFrames;
  readonly rpcTimeoutMs: number;
  readonly random: Random;
  onResponse(response: RaftResponse): void;
  onFailed(request: RaftRequest): void;
  onConnected(): void;
  onBroken(reason: string): void;
}

/**
 * The way to one peer: heartbeats on a connection of their own, everything else pipelined on another,
 * and each snapshot on a third, one at a time.
 */
export class PeerClient {
  readonly #options: PeerClientOptions;
  readonly #heartbeats: PeerConnection;
  readonly #log: PeerConnection;
  #transfer: AbortController | undefined;

  constructor(options: PeerClientOptions) {
    this.#options = options;
    this.#heartbeats = new PeerConnection(options);
    this.#log = new PeerConnection(options);
  }

  /** Whether nothing is under way and no connection is open. */
  get isIdle(): boolean {
    return this.#heartbeats.isIdle && this.#log.isIdle && this.#transfer === undefined;
  }

  send(request: RaftRequest): void {
    switch (request.type) {
      case 'appendEntries':
        (request.heartbeat ? this.#heartbeats : this.#log).send(request);
        return;
      case 'requestVote':
      case 'preVote':
      case 'timeoutNow':
      case 'readIndex':
        this.#log.send(request);
        return;
      case 'installSnapshot':
        this.#startTransfer(request);
        return;
    }
  }

  forgetFailures(): void {
    this.#heartbeats.forgetFailures();
    this.#log.forgetFailures();
  }

  close(): void {
    this.#heartbeats.close();
    this.#log.close();
    this.#transfer?.abort();
  }

  #startTransfer(request: InstallSnapshot): void {
    if (this.#transfer !== undefined) {
      setImmediate(() => this.#options.onFailed(request));
      return;
    }
    const transfer = new AbortController();
    this.#transfer = transfer;
    const end = () => {
      this.#transfer = undefined;
      return !transfer.signal.aborted;
    };
    sendSnapshot(request, { ...this.#options, signal: transfer.signal }).then(
      (answer) => {
        if (!end()) return;
        if (answer.type === 'answered') this.#options.onResponse(answer.message);
        else this.#transferFailed(request, `it answered ${quoted(answer.reason)}`);
      },
      (error) => {
        if (error instanceof InvariantViolation) throw error;
        if (end()) this.#transferFailed(request, messageOf(error));
      },
    );
  }

  #transferFailed(request: InstallSnapshot, reason: string): void {
    this.#options.onBroken(`snapshot: ${reason}`);
    this.#options.onFailed(request);
  }
}
