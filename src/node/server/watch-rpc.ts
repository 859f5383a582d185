import type { mokv } from '../../api/gen/messages.js';
import { keysService } from '../../api/services.ts';
import { MokvError } from '../../shared/errors.ts';
import { type Rpc, serverStream } from './call.ts';
import { checkSomeOfRange } from './check-rights.ts';
import { boundsOf, isEmpty, type KeyBounds } from './key-bounds.ts';
import type { KeyContext } from './key-context.ts';
import { PlacesPerUser } from './places-per-user.ts';
import type { ServiceLimits } from './service-limits.ts';
import { WatchHub } from './watch-hub.ts';
import { Watcher } from './watcher.ts';

const limits = {
  progressMsDefault: 10_000,
  progressMsMin: 100,
  progressMsMax: 10 * 60_000,
} as const;

/** Of mokv.v1.KV the Watch. Its messages are encoded here, once for all watchers that get the same. */
export function watchRpc(context: KeyContext, serviceLimits: ServiceLimits): Rpc {
  const hub = new WatchHub(context.node, context.authorization);
  const places = new PlacesPerUser({
    what: 'watches',
    perUserMax: serviceLimits.watchesPerUserMax,
    totalMax: serviceLimits.watchesMax,
  });
  return serverStream<mokv.v1.WatchRequest, Buffer>({
    method: { ...keysService.watch, responseSerialize: (message: Buffer) => message },
    requires: {
      type: 'asked',
      check: ({ range }, user, policy) => checkSomeOfRange({ user, policy }, 'consume', range),
    },
    handle: async (request, stream, user) => {
      const bounds = checkedBounds(request);
      using _place = places.take(user);
      if (request.fromRevision === 0) await context.reads.barrier();
      const watcher = new Watcher({
        context,
        hub,
        user,
        range: request.range,
        bounds,
        view: { keysOnly: request.keysOnly, previous: request.previous },
        progressIntervalMs: progressIntervalOf(request),
        stream,
      });
      await watcher.run(request);
    },
  });
}

function checkedBounds({ range, fromRevision, initial }: mokv.v1.WatchRequest): KeyBounds {
  if (initial && fromRevision > 0) {
    throw new MokvError('INVALID_ARGUMENT', 'initial does not go with from_revision');
  }
  const bounds = boundsOf(range);
  if (isEmpty(bounds)) {
    throw new MokvError('INVALID_ARGUMENT', 'no key can be in this range');
  }
  return bounds;
}

function progressIntervalOf({ progressIntervalMs }: mokv.v1.WatchRequest): number {
  if (progressIntervalMs === 0) return limits.progressMsDefault;
  if (progressIntervalMs >= limits.progressMsMin && progressIntervalMs <= limits.progressMsMax) {
    return progressIntervalMs;
  }
  throw new MokvError(
    'INVALID_ARGUMENT',
    `progress every ${progressIntervalMs} ms; ${limits.progressMsMin} to ${limits.progressMsMax} are allowed`,
  );
}
