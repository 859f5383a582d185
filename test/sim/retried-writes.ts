import type { Command, Condition } from '../../src/node/kv/command.ts';
import { keyOf } from './answers.ts';
import type { Dice } from './dice.ts';
import type { Answer, Call, Expected } from './history.ts';
import type { Profile } from './profile.ts';
import { untoldCommand } from './untold-command.ts';

const limits = {
  /** All keys end soon after the last write, so that the quiet at the end is one. */
  ttlMsMax: 1500,
} as const;

/** Keys that only retrying clients know: of conditional sets, and of sets that end. */
const comparedKeys = ['c0', 'c1'] as const;
const endingKeys = ['t0', 't1', 't2'] as const;

const nothing: Expected = { revision: 0, value: undefined };

/** A write, and how the history tells of it; undefined: it does not. */
interface RetriedWrite {
  readonly command: Command;
  readonly call: Call | undefined;
}

/** What a retrying client writes next. */
export class RetriedWrites {
  readonly #dice: Dice;
  readonly #profile: Profile;
  /** The compared keys as last seen. */
  readonly #seen = new Map<string, Expected>();
  #leaseId: number | undefined;

  constructor(dice: Dice, profile: Profile) {
    this.#dice = dice;
    this.#profile = profile;
  }

  /** `value` is one that nothing else writes. */
  next(value: string): RetriedWrite {
    const dice = this.#dice;
    if (dice.chance(0.2)) return { command: untoldCommand(dice, value), call: undefined };
    if (dice.chance(0.4)) return this.#compareAndSet(dice.pick(comparedKeys), value);
    const bytes = Buffer.from(value, 'latin1');
    if (this.#profile.sessions.expiring && dice.chance(0.4)) {
      const key = dice.pick(endingKeys);
      const command = { type: 'set', key: keyOf(key), value: bytes, ...this.#nextEnd() } as const;
      return { command, call: { type: 'set', key, value, ends: true } };
    }
    const number = dice.integer(0, this.#profile.workload.keys - 1);
    const key = `k${number}`;
    if (number % 2 === 1 && dice.chance(0.3)) {
      return { command: { type: 'delete', key: keyOf(key) }, call: { type: 'delete', key } };
    }
    const command = { type: 'set', key: keyOf(key), value: bytes } as const;
    return { command, call: { type: 'set', key, value } };
  }

  /** The next conditions are made of it. */
  learn(call: Call, answer: Answer): void {
    if (call.type !== 'compareAndSet') return;
    const { key, value } = call;
    if (answer.type === 'set') this.#seen.set(key, { revision: answer.revision, value });
    if (answer.type !== 'conditionFailed') return;
    const { current } = answer;
    const expected = current && { revision: current.modRevision, value: current.value };
    this.#seen.set(key, expected ?? nothing);
  }

  nextLeaseMs(): number {
    return Math.round(this.#dice.magnitude(100, limits.ttlMsMax));
  }

  /** From now on some keys get it. */
  granted(leaseId: number): void {
    this.#leaseId = leaseId;
  }

  #compareAndSet(key: string, value: string): RetriedWrite {
    const expected = this.#seen.get(key) ?? nothing;
    const { revision } = expected;
    const condition: Condition =
      revision === 0 ? { type: 'absent' } : { type: 'revision', revision };
    const bytes = Buffer.from(value, 'latin1');
    const command = { type: 'set', key: keyOf(key), value: bytes, condition } as const;
    return { command, call: { type: 'compareAndSet', key, value, expected } };
  }

  #nextEnd(): { readonly leaseId: number } | { readonly ttlMs: number } {
    const leaseId = this.#dice.chance(0.3) ? this.#leaseId : undefined;
    if (leaseId !== undefined) return { leaseId };
    return { ttlMs: Math.round(this.#dice.magnitude(20, limits.ttlMsMax)) };
  }
}
