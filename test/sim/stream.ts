import type { SimMachine, World } from './world.ts';

/** One direction of a stream. What arrives while its link is blocked waits for it to open. */
interface Way {
  readonly from: SimMachine;
  readonly to: SimMachine;
  lastArrival: number;
  held: (() => void)[];
}

/**
 * A TCP connection between two machines: bytes arrive in order or not at all. It may fall silent without
 * either side noticing. Closing it does not take back what is on its way.
 */
export class Stream {
  readonly dialer: SimMachine;
  readonly acceptor: SimMachine;
  readonly #world: World;
  readonly #forward: Way;
  readonly #back: Way;
  readonly #onBroken: () => void;
  #isSilent = false;
  #isBroken = false;

  constructor(
    ends: { dialer: SimMachine; acceptor: SimMachine },
    world: World,
    onBroken: () => void,
  ) {
    this.dialer = ends.dialer;
    this.acceptor = ends.acceptor;
    this.#world = world;
    this.#onBroken = onBroken;
    const { now } = world.scheduler;
    this.#forward = { from: ends.dialer, to: ends.acceptor, lastArrival: now, held: [] };
    this.#back = { from: ends.acceptor, to: ends.dialer, lastArrival: now, held: [] };
  }

  get isBroken(): boolean {
    return this.#isBroken;
  }

  send(bytes: Buffer, arrive: (bytes: Buffer) => void): void {
    this.#transmit(this.#forward, bytes, arrive);
  }

  answer(bytes: Buffer, arrive: (bytes: Buffer) => void): void {
    this.#transmit(this.#back, bytes, arrive);
  }

  /** The dialer closes it: the news travels behind the bytes before it. */
  tellAcceptor(arrive: () => void): void {
    if (!this.#isSilent) this.#schedule(this.#forward, arrive);
  }

  /** One end is gone: the other one learns it when the news can reach it. */
  reset(): void {
    if (this.#isBroken) return;
    this.#isBroken = true;
    if (this.#isSilent) return;
    this.#schedule(this.#back, this.#onBroken);
  }

  /** A silent connection ends at last. */
  endSilence(): void {
    if (!this.#isSilent) return;
    this.#isSilent = false;
    if (this.#isBroken) this.#schedule(this.#back, this.#onBroken);
    else this.reset();
  }

  /** The link may have opened: what waited for it goes on, in its order. */
  resumeHeld(): void {
    for (const way of [this.#forward, this.#back]) {
      if (way.held.length === 0) continue;
      if (this.#isBlocked(way)) {
        this.#world.network.hold(this);
        continue;
      }
      this.#world.marks.hit('heldMessagesAfterPartition');
      const held = way.held;
      way.held = [];
      for (const arrive of held) this.#world.scheduler.after(0, arrive);
    }
  }

  #transmit(way: Way, bytes: Buffer, arrive: (bytes: Buffer) => void): void {
    const { links } = this.#world.network;
    const { net } = this.#world.dice;
    const { breakChance, stallChance, truncateChance } = links.quality;
    if (this.#isBroken || this.#isSilent) return;
    if (breakChance > 0 && net.chance(breakChance)) {
      this.reset();
      return;
    }
    if (stallChance > 0 && net.chance(stallChance)) {
      this.#isSilent = true;
      return;
    }
    if (truncateChance > 0 && net.chance(truncateChance)) {
      this.#world.marks.hit('truncatedFrame');
      const part = bytes.subarray(0, net.integer(0, bytes.length - 1));
      this.#schedule(way, () => arrive(part));
      this.reset();
      return;
    }
    this.#schedule(way, () => arrive(bytes));
  }

  #schedule(way: Way, arrive: () => void): void {
    const { scheduler, network } = this.#world;
    way.lastArrival = Math.max(way.lastArrival, scheduler.now + network.latencyMs());
    scheduler.after(way.lastArrival - scheduler.now, () => {
      if (this.#isSilent) return;
      if (way.held.length > 0 || this.#isBlocked(way)) {
        way.held.push(arrive);
        this.#world.network.hold(this);
      } else arrive();
    });
  }

  #isBlocked({ from, to }: Way): boolean {
    return this.#world.network.links.isBlocked(from.number, to.number);
  }
}
