import type { Answer, Call, RequestEncoder } from '../scenarios/scenario.ts';
import { type KeySource, keySourceOf } from './key-source.ts';
import type { AnswerListener, LeanConnection } from './lean-connection.ts';
import { measuredTime } from './measured-time.ts';
import { Meter } from './meter.ts';
import { openConnections } from './open-connection.ts';
import type { LoadPlan, Measured } from './plan.ts';

const limits = {
  /** As many calls as servers commonly let one connection have in flight. */
  callsPerConnection: 128,
} as const;

/** Keeps `inFlight` calls open, a new one for each answer. */
export async function callLoop(plan: LoadPlan, encode: RequestEncoder): Promise<Measured> {
  const count = Math.ceil(plan.inFlight / limits.callsPerConnection);
  const connections = await openConnections(plan.target, count);
  const loop = new CallLoop(plan, encode);
  for (let call = 0; call < plan.inFlight; call += 1) {
    const connection = connections[call % count];
    if (connection !== undefined) loop.next(connection);
  }
  for (const connection of connections) connection.flush();
  return plan.until.type === 'everyKey' ? await loop.end : await measuredTime(plan, loop.meter);
}

class CallLoop {
  readonly meter: Meter;
  /** Of a load that has one: every key was used, and everything is answered. */
  readonly end: Promise<Measured>;
  readonly #encode: RequestEncoder;
  readonly #keys: KeySource;
  readonly #value: Buffer;
  readonly #onEnd: (measured: Measured) => void;
  #open = 0;

  constructor({ pids, until, keys, valueBytes }: LoadPlan, encode: RequestEncoder) {
    this.meter = new Meter(pids);
    this.#encode = encode;
    this.#keys = keySourceOf(until, keys);
    this.#value = Buffer.alloc(valueBytes, 'v');
    const { promise, resolve } = Promise.withResolvers<Measured>();
    this.end = promise;
    this.#onEnd = resolve;
  }

  next(connection: LeanConnection): void {
    if (this.#keys.isExhausted()) {
      if (this.#open === 0) this.#onEnd(this.meter.measured());
      return;
    }
    const call = this.#encode({ keys: this.#keys, value: this.#value, dice: Math.random() });
    const sentMs = performance.now();
    this.#open += 1;
    connection.call(
      call.path,
      call.message,
      new OpenCall((answer) => {
        this.#open -= 1;
        this.#count(call, sentMs, answer);
        this.next(connection);
      }),
    );
  }

  #count({ operations, failuresIn }: Call, sentMs: number, answer: Answer): void {
    this.meter.count(sentMs, operations, failuresIn(answer));
  }
}

class OpenCall implements AnswerListener {
  readonly #pieces: Buffer[] = [];
  readonly #done: (answer: Answer) => void;

  constructor(done: (answer: Answer) => void) {
    this.#done = done;
  }

  data(piece: Buffer): void {
    this.#pieces.push(piece);
  }

  ended(): void {
    this.#done(this.#pieces);
  }
}
