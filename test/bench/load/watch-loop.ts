import { countOf } from '../scenarios/answers.ts';
import type { Load, WatchCall } from '../scenarios/scenario.ts';
import type { LeanConnection } from './lean-connection.ts';
import { measuredTime } from './measured-time.ts';
import { messagesOfPieces } from './message-pieces.ts';
import { Meter } from './meter.ts';
import { openConnections } from './open-connection.ts';
import type { LoadPlan, Measured } from './plan.ts';

const limits = { watchersPerConnection: 50 } as const;

/** Keys of the load have another prefix. */
const prefix = 'watched:';

/** `inFlight` watchers of one prefix; each write follows when the one before has reached all of them. */
export async function watchLoop(
  plan: LoadPlan,
  { watch, set }: Load & { type: 'watch' },
): Promise<Measured> {
  const watchers = plan.inFlight;
  const connections = await openConnections(
    plan.target,
    Math.ceil(watchers / limits.watchersPerConnection),
  );
  const [writing] = await openConnections(plan.target, 1);
  if (writing === undefined) throw new Error('no connection to write on');
  const meter = new Meter(plan.pids);
  const value = Buffer.alloc(plan.valueBytes, 'v');
  const keys = { next: () => `${prefix}key`, isExhausted: () => false };
  const fanOut = new FanOut(meter, watchers, () => {
    const { path, message } = set({ keys, value, dice: 0 });
    writing.call(path, message, { data: () => undefined, ended: () => undefined });
    writing.flush();
  });
  for (let watcher = 0; watcher < watchers; watcher += 1) {
    const connection = connections[watcher % connections.length];
    if (connection !== undefined) open(connection, watch(prefix), fanOut);
  }
  for (const connection of connections) connection.flush();
  await fanOut.begun;
  return await measuredTime(plan, meter);
}

/** The first message of a watch says that it stands; every later one that has events brings some. */
function open(connection: LeanConnection, watch: WatchCall, fanOut: FanOut): void {
  const { path, message, requestEnds, eventField } = watch;
  let stands = false;
  const listener = {
    data: messagesOfPieces((answer) => {
      if (stands) fanOut.events(countOf(eventField, answer));
      else fanOut.ready();
      stands = true;
    }),
    ended: () => {
      throw new Error('the server ended a watch');
    },
  };
  if (requestEnds) connection.call(path, message, listener);
  else connection.stream(path, listener).send(message);
}

/** One write at a time: it has reached everybody when as many events came as there are watchers. */
class FanOut {
  /** Resolves with the first write, when all watches stand. */
  readonly begun: Promise<void>;
  readonly #onBegun: () => void;
  readonly #meter: Meter;
  readonly #watchers: number;
  readonly #write: () => void;
  #notReady: number;
  #missing = 0;
  #sentMs = 0;

  constructor(meter: Meter, watchers: number, write: () => void) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.begun = promise;
    this.#onBegun = resolve;
    this.#meter = meter;
    this.#watchers = watchers;
    this.#notReady = watchers;
    this.#write = write;
  }

  ready(): void {
    this.#notReady -= 1;
    if (this.#notReady > 0) return;
    this.#onBegun();
    this.#next();
  }

  events(count: number): void {
    this.#missing -= count;
    if (this.#missing > 0) return;
    if (this.#missing < 0) throw new Error('more events than watchers');
    this.#meter.count(this.#sentMs, this.#watchers, 0);
    this.#next();
  }

  #next(): void {
    this.#missing = this.#watchers;
    this.#sentMs = performance.now();
    this.#write();
  }
}
