import type { mokv } from '../../api/gen/messages.js';
import type { CommandOutcome, SetWrite } from '../kv/command.ts';
import { expectOutcome } from './answer-of-outcome.ts';
import { checkWrite } from './check-rights.ts';
import { setWriteOf } from './command-of-request.ts';
import type { KeyContext } from './key-context.ts';

const limits = {
  /** Keys that are proposed together, and waited for before the next. */
  roundKeysMax: 1024,
  roundBytesMax: 1024 * 1024,
} as const;

/** Sets keys as they come. What was set stays when it rejects. */
export async function importKeys(
  context: KeyContext,
  user: string,
  requests: AsyncIterable<mokv.v1.IImportRequest>,
): Promise<mokv.v1.IImportResponse> {
  let keys: KeyImport | undefined;
  for await (const request of requests) {
    keys ??= new KeyImport(context, user, request);
    for (const item of request.items ?? []) {
      if (keys.add(item)) await keys.finishRound();
    }
  }
  await keys?.finishRound();
  return keys?.response() ?? {};
}

class KeyImport {
  readonly #context: KeyContext;
  readonly #user: string;
  readonly #ifAbsent: boolean;
  readonly #dryRun: boolean;
  /** New keys of a dry run: a second item with one of these would find it. */
  readonly #wouldExist = new Set<string>();
  #round: SetWrite[] = [];
  #roundBytes = 0;
  #written = 0;
  #skipped = 0;
  #revision = 0;

  constructor(context: KeyContext, user: string, first: mokv.v1.IImportRequest) {
    this.#context = context;
    this.#user = user;
    this.#ifAbsent = first.ifAbsent ?? false;
    this.#dryRun = first.dryRun ?? false;
  }

  /** @returns whether the round is full. @throws what is wrong with the item, or PERMISSION_DENIED. */
  add(item: mokv.v1.IImportedItem): boolean {
    const { policy } = this.#context.authorization;
    checkWrite({ user: this.#user, policy }, item);
    const write = setWriteOf(item);
    this.#round.push(this.#ifAbsent ? { ...write, condition: { type: 'absent' } } : write);
    this.#roundBytes += write.key.length + write.value.length;
    return this.#round.length >= limits.roundKeysMax || this.#roundBytes >= limits.roundBytesMax;
  }

  async finishRound(): Promise<void> {
    const round = this.#round;
    this.#round = [];
    this.#roundBytes = 0;
    if (this.#dryRun) await this.#look(round);
    else await this.#write(round);
  }

  response(): mokv.v1.IImportResponse {
    return { written: this.#written, skipped: this.#skipped, revision: this.#revision };
  }

  async #write(round: readonly SetWrite[]): Promise<void> {
    const { writes } = this.#context;
    const outcomes = await Promise.all(round.map((write) => writes.propose(this.#user, write)));
    for (const outcome of outcomes) this.#count(outcome);
  }

  #count(outcome: CommandOutcome): void {
    if (outcome.type === 'conditionFailed') {
      this.#skipped += 1;
      this.#revision = outcome.revision;
    } else {
      this.#revision = expectOutcome(outcome, 'set').revision;
      this.#written += 1;
    }
  }

  async #look(round: readonly SetWrite[]): Promise<void> {
    const { node, reads } = this.#context;
    await reads.barrier();
    for (const { key } of round) {
      const exists = node.get(key) !== undefined || this.#wouldExist.has(key);
      if (this.#ifAbsent && exists) this.#skipped += 1;
      else this.#written += 1;
      if (this.#ifAbsent && !exists) this.#wouldExist.add(key);
    }
    this.#revision = node.revision;
  }
}
