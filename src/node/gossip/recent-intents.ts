import type { LTime } from './messages.ts';

const limits = {
  /** Names that nobody knows yet; an attacker can invent them. */
  intentsMax: 4096,
} as const;

export interface RecentIntent {
  readonly type: 'join' | 'leave';
  readonly ltime: LTime;
  readonly heardAt: number;
}

/** Intents about nodes that this node does not know yet, one each (serf-wire §6.3). */
export class RecentIntents {
  readonly #intents = new Map<string, RecentIntent>();

  /** Whether it was news: only then it is worth passing on. */
  remember(node: string, intent: RecentIntent): boolean {
    const known = this.#intents.get(node);
    if (known !== undefined && intent.ltime <= known.ltime) return false;
    if (known === undefined && this.#intents.size >= limits.intentsMax) return false;
    this.#intents.set(node, intent);
    return true;
  }

  of(node: string): RecentIntent | undefined {
    return this.#intents.get(node);
  }

  forgetHeardBefore(time: number): void {
    for (const [node, { heardAt }] of this.#intents) {
      if (heardAt < time) this.#intents.delete(node);
    }
  }
}
