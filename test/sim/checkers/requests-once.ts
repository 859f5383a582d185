import type { RevisionChange } from '../../../src/node/kv/change.ts';
import type { CommandOutcome, RequestKey } from '../../../src/node/kv/command.ts';
import type { LoggedCommand, LoggedRequest } from '../../../src/node/kv/logged-command.ts';
import type { Entry } from '../../../src/node/raft/entry.ts';
import { check } from './violation.ts';

/** An entry as the state machine applied it. */
interface AppliedCommands {
  readonly commands: readonly LoggedCommand[];
  readonly outcomes: readonly CommandOutcome[];
  readonly changes: readonly RevisionChange[];
}

interface Remembered {
  /** As text, to be compared. */
  readonly answer: string;
  readonly index: number;
  readonly term: number;
}

interface ClientRequests {
  firstOpen: number;
  readonly remembered: Map<number, Remembered>;
}

/** Where a request stood in the log that had been applied before. */
interface Repetition {
  readonly firstIndex: number;
  readonly isOfNewerTerm: boolean;
}

/**
 * I22: the log applies each request of a client once, and gives every later command of it the same answer;
 * below the first request that the client holds open it applies none and says that it has forgotten. The
 * simulation stays far below the limits at which more is forgotten.
 */
export class RequestsOnce {
  readonly #clients = new Map<string, ClientRequests>();
  /** By index, the earliest first. */
  readonly #repetitions = new Map<number, Repetition>();

  /** What the entry repeats, if it does. */
  repetitionAt(index: number): Repetition | undefined {
    return this.#repetitions.get(index);
  }

  applied(entry: Entry, { commands, outcomes, changes }: AppliedCommands): void {
    let next = 0;
    commands.forEach((command, position) => {
      const outcome = outcomes[position];
      if (command.type === 'rejected' || outcome === undefined) return;
      // What changes nothing, or is answered again, has the revision of an earlier change.
      const hasChanged = 'revision' in outcome && outcome.revision === changes[next]?.revision;
      if (hasChanged) next += 1;
      if (command.request !== undefined) {
        this.#applied(command.request, outcome, { entry, hasChanged });
      }
    });
    check(next === changes.length, 'I22', () => {
      return `entry ${entry.index} made ${changes.length} changes, ${next} of them by its commands`;
    });
  }

  /** A node answers a client: as the log did. */
  answered(node: string, request: RequestKey, outcome: CommandOutcome): void {
    const { client, sequence } = request;
    const known = this.#clients.get(client);
    const answer = known?.remembered.get(sequence)?.answer;
    const isForgotten = outcome.type === 'requestForgotten' && sequence < (known?.firstOpen ?? 0);
    check(isForgotten || answer === textOf(outcome), 'I22', () => {
      return `${node} answers request ${client}:${sequence} with ${textOf(outcome)}, the log with ${answer}`;
    });
  }

  #applied(
    request: LoggedRequest,
    outcome: CommandOutcome,
    { entry, hasChanged }: { readonly entry: Entry; readonly hasChanged: boolean },
  ): void {
    const { client, sequence } = request;
    const name = `request ${client}:${sequence}`;
    const known = this.#clientOf(client);
    known.firstOpen = Math.max(known.firstOpen, request.firstOpen);
    const { index, term } = entry;
    const answer = textOf(outcome);
    const first = known.remembered.get(sequence);
    if (sequence < known.firstOpen) {
      const isForgotten = outcome.type === 'requestForgotten' && !hasChanged;
      check(isForgotten, 'I22', () => `${name} is over and answered with ${answer}`);
      return;
    }
    if (first === undefined) {
      const isAnswered = outcome.type !== 'requestForgotten' && outcome.type !== 'requestReused';
      check(isAnswered, 'I22', () => `${name} is new and answered with ${answer}`);
      known.remembered.set(sequence, { answer, index, term });
      return;
    }
    check(!hasChanged, 'I22', () => `${name} was applied at ${first.index} and at ${index}`);
    check(answer === first.answer, 'I22', () => {
      return `${name} was answered with ${first.answer}, then with ${answer}`;
    });
    const repetition = { firstIndex: first.index, isOfNewerTerm: term > first.term };
    if (!this.#repetitions.has(index)) this.#repetitions.set(index, repetition);
  }

  #clientOf(client: string): ClientRequests {
    const known = this.#clients.get(client);
    if (known !== undefined) return known;
    const newcomer = { firstOpen: 0, remembered: new Map() };
    this.#clients.set(client, newcomer);
    return newcomer;
  }
}

function textOf(outcome: CommandOutcome): string {
  return JSON.stringify(outcome);
}
