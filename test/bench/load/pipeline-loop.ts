import { keysService } from '../../../src/api/services.ts';
import { forEachResult } from '../scenarios/answers.ts';
import { pipelineMessage } from '../scenarios/mokv-calls.ts';
import { type KeySource, keyAt, keySourceOf } from './key-source.ts';
import type { LeanConnection } from './lean-connection.ts';
import { measuredTime } from './measured-time.ts';
import { messagesOfPieces } from './message-pieces.ts';
import { MessageTemplate } from './message-template.ts';
import { Meter } from './meter.ts';
import { openConnections } from './open-connection.ts';
import type { LoadPlan, Measured } from './plan.ts';
import type { RequestStream } from './request-stream.ts';

const limits = {
  /** As many as a server takes from one stream at a time. */
  operationsPerStream: 1024,
} as const;

/** Keeps `inFlight` messages without an answer, on as many streams of one connection as they need. */
export async function pipelineLoop(plan: LoadPlan, operations: number): Promise<Measured> {
  const perStream = Math.max(1, Math.floor(limits.operationsPerStream / operations));
  const [connection] = await openConnections(plan.target, 1);
  const meter = new Meter(plan.pids);
  const keys = keySourceOf(plan.until, plan.keys);
  for (let begun = 0; begun < plan.inFlight && connection !== undefined; begun += perStream) {
    const slots = Math.min(perStream, plan.inFlight - begun);
    const { valueBytes } = plan;
    new PipelineStream({ connection, meter, keys, operations, slots, valueBytes }).begin();
  }
  connection?.flush();
  return await measuredTime(plan, meter);
}

interface StreamOptions {
  readonly connection: LeanConnection;
  readonly meter: Meter;
  readonly keys: KeySource;
  /** Of one message. */
  readonly operations: number;
  /** Messages in flight. */
  readonly slots: number;
  readonly valueBytes: number;
}

interface Slot {
  readonly template: MessageTemplate;
  sentMs: number;
  unanswered: number;
  failures: number;
}

class PipelineStream {
  readonly #options: StreamOptions;
  readonly #stream: RequestStream;
  readonly #slots: readonly Slot[];

  constructor(options: StreamOptions) {
    const { connection, slots, operations, valueBytes } = options;
    this.#options = options;
    this.#stream = connection.stream(keysService.pipeline.path, {
      data: messagesOfPieces((message) =>
        forEachResult(message, (id, isGood) => this.#take(id, isGood)),
      ),
      ended: () => {
        throw new Error('the server ended the pipeline');
      },
    });
    const set = { key: keyAt(0), value: Buffer.alloc(valueBytes, 'v') };
    const sets = Array.from({ length: operations }, () => set);
    this.#slots = Array.from({ length: slots }, (_, slot) => {
      const bytes = pipelineMessage(sets, slot * operations);
      return {
        template: new MessageTemplate(bytes, set.key),
        sentMs: 0,
        unanswered: 0,
        failures: 0,
      };
    });
  }

  begin(): void {
    for (const slot of this.#slots) this.#send(slot);
  }

  #send(slot: Slot): void {
    const { keys, operations } = this.#options;
    slot.unanswered = operations;
    slot.failures = 0;
    slot.sentMs = performance.now();
    this.#stream.send(slot.template.filled(keys));
  }

  #take(id: number, isGood: boolean): void {
    const { meter, operations } = this.#options;
    const slot = this.#slots[Math.floor(id / operations)];
    if (slot === undefined) throw new Error(`the server answers ${id}, which nobody asked`);
    slot.unanswered -= 1;
    if (!isGood) slot.failures += 1;
    if (slot.unanswered > 0) return;
    meter.count(slot.sentMs, operations, slot.failures);
    this.#send(slot);
  }
}
