import { goodNetwork, type NetworkQuality } from './fault.ts';

/** A way from one machine to another; the way back is another link. */
interface Link {
  /** Faults that block it now; they may overlap. */
  blocks: number;
}

/** Which machine reaches which. Machines are numbered from 0. */
export class Links {
  quality: NetworkQuality = goodNetwork;
  readonly #links = new Map<number, Link>();
  readonly #onOpened: () => void;

  constructor(onOpened: () => void) {
    this.#onOpened = onOpened;
  }

  isBlocked(from: number, to: number): boolean {
    return (this.#links.get(keyOf(from, to))?.blocks ?? 0) > 0;
  }

  /** Blocks these ways until the returned function is called. */
  block(ways: readonly (readonly [number, number])[]): () => void {
    for (const [from, to] of ways) {
      const key = keyOf(from, to);
      const link = this.#links.get(key) ?? { blocks: 0 };
      link.blocks += 1;
      this.#links.set(key, link);
    }
    let isOpen = false;
    return () => {
      if (isOpen) return;
      isOpen = true;
      for (const [from, to] of ways) {
        const link = this.#links.get(keyOf(from, to));
        if (link !== undefined) link.blocks = Math.max(0, link.blocks - 1);
      }
      this.#onOpened();
    };
  }

  heal(): void {
    this.quality = goodNetwork;
    for (const link of this.#links.values()) link.blocks = 0;
    this.#onOpened();
  }
}

function keyOf(from: number, to: number): number {
  return from * 4096 + to;
}
