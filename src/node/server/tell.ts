import { MokvError } from '../../shared/errors.ts';
import type { ResponseStream } from './response-stream.ts';

const limits = {
  /** Happenings that wait for a caller that does not keep up; its call is ended then. */
  waitingMax: 10_000,
} as const;

/** Things that happen one after the other, of which the past is remembered. */
export interface Told<Happening, Response> {
  readonly past: readonly Happening[];
  /** Whether to go on with what happens from now on, until the caller ends the call. */
  readonly follow: boolean;
  /** Until the returned function is called. */
  subscribe(listener: (happening: Happening) => void): () => void;
  responseOf(happening: Happening): Response;
  /** What a response costs on the way, roughly. */
  readonly responseBytes: number;
}

/** Tells the past and then, if asked to, what happens next. Rejects with RESOURCE_EXHAUSTED for a slow caller. */
export async function tell<Happening, Response>(
  told: Told<Happening, Response>,
  stream: ResponseStream<Response>,
): Promise<void> {
  const waiting = [...told.past];
  let arrived: (() => void) | undefined;
  const unsubscribe = told.subscribe((happening) => {
    waiting.push(happening);
    arrived?.();
  });
  try {
    for (;;) {
      await send(waiting, told, stream);
      if (!told.follow || stream.cancelled) return;
      const next = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      await Promise.race([stream.whenCancelled(), next]);
    }
  } finally {
    unsubscribe();
  }
}

async function send<Happening, Response>(
  waiting: Happening[],
  { responseOf, responseBytes, past }: Told<Happening, Response>,
  stream: ResponseStream<Response>,
): Promise<void> {
  for (const batch = waiting.splice(0); batch.length > 0; batch.push(...waiting.splice(0))) {
    for (const happening of batch.splice(0)) {
      if (stream.cancelled) return;
      if (!stream.write(responseOf(happening), responseBytes)) await stream.drained();
      if (waiting.length > Math.max(limits.waitingMax, past.length)) {
        throw new MokvError('RESOURCE_EXHAUSTED', 'the caller does not read what it asked for');
      }
    }
  }
}
