import type { AppendEntries, RaftMessage } from '../../../src/node/raft/messages.ts';
import type { LogView } from './log-view.ts';
import { check } from './violation.ts';

/** The last entry that a request proves to its receiver. */
interface Proof {
  readonly index: number;
  readonly term: number;
}

/** I8: what a node says has reached its disk before it says so. One for each process. */
export class Promises {
  readonly #node: string;
  readonly #proofs = new Map<number, Proof>();

  constructor(node: string) {
    this.#node = node;
  }

  received(message: RaftMessage): void {
    if (message.type === 'installSnapshot') this.#proofs.set(message.rpcId, message.snapshot);
    if (message.type === 'appendEntries' && !message.heartbeat) {
      this.#proofs.set(message.rpcId, proofOf(message));
    }
  }

  /** `durable` is what the node's disk holds while the message leaves. */
  leaves(message: RaftMessage, durable: LogView): void {
    const { hardState } = durable;
    const what = (): string => `${this.#node} sends ${message.type} of term ${message.term}`;
    if (!isVoteless(message)) {
      check(
        message.term <= hardState.term,
        'I8',
        () => `${what()} with term ${hardState.term} on disk`,
      );
    }
    switch (message.type) {
      case 'requestVote':
        check(
          hardState.term > message.term || hardState.votedFor === this.#node,
          'I8',
          () => `${what()} before its own vote is on disk`,
        );
        break;
      case 'requestVoteResponse':
        if (!message.granted) return;
        check(
          hardState.term > message.term || hardState.votedFor === message.to,
          'I8',
          () => `${what()} before the vote is on disk`,
        );
        break;
      case 'appendEntriesResponse':
      case 'installSnapshotResponse':
        this.#acknowledges(message, durable, what);
        break;
      default:
    }
  }

  #acknowledges(
    message: RaftMessage & { type: 'appendEntriesResponse' | 'installSnapshotResponse' },
    durable: LogView,
    what: () => string,
  ): void {
    const proof = this.#proofs.get(message.rpcId);
    this.#proofs.delete(message.rpcId);
    if (!message.success || proof === undefined) return;
    check(
      durable.has(proof.index, proof.term),
      'I8',
      () => `${what()} before entry ${proof.index} of term ${proof.term} is on disk`,
    );
  }
}

function proofOf({ prevLogIndex, prevLogTerm, entries }: AppendEntries): Proof {
  const last = entries.at(-1);
  return last ?? { index: prevLogIndex, term: prevLogTerm };
}

/** Its term is a proposal, or the one that it answers to, or none. */
function isVoteless({ type }: RaftMessage): boolean {
  switch (type) {
    case 'preVote':
    case 'preVoteResponse':
    case 'timeoutNow':
    case 'timeoutNowResponse':
      return true;
    default:
      return false;
  }
}
