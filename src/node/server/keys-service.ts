import { mokv } from '../../api/gen/messages.js';
import { decodePipelineRequest } from '../../api/pipeline-request.ts';
import { keysService } from '../../api/services.ts';
import { MokvError } from '../../shared/errors.ts';
import {
  deleteRangeResponseOf,
  outcomeResultOf,
  touchResponseOf,
  txnResponseOf,
} from './answer-of-outcome.ts';
import { fittingTxn, runBatch } from './batch.ts';
import { ofType, withBoundedRequest } from './bounded-decoding.ts';
import { bidiStream, clientStream, type Rpc, serverStream, unary } from './call.ts';
import { checkSomeOfRange, checkTransaction, checkWholeRange, checkWrite } from './check-rights.ts';
import {
  commandFor,
  deleteRangeWriteOf,
  requestKeyOf,
  touchWriteOf,
} from './command-of-request.ts';
import { importKeys } from './import-keys.ts';
import { boundsOf } from './key-bounds.ts';
import type { KeyContext } from './key-context.ts';
import { leaseRpcs } from './lease-rpcs.ts';
import type { UserRequirement } from './ledger.ts';
import { runPipeline } from './pipeline.ts';
import { countKeys, rangeKeys } from './range-keys.ts';
import type { ServiceLimits } from './service-limits.ts';
import { transactionOf } from './transaction-of-request.ts';
import { watchRpc } from './watch-rpc.ts';

/** mokv.v1.KV, what mokv does with keys beyond mökv's service. */
export function keysRpcs(context: KeyContext, limits: ServiceLimits): Rpc[] {
  return [
    rangeRpc(context),
    deleteRangeRpc(context),
    ...writeRpcs(context),
    ...manyKeysRpcs(context),
    watchRpc(context, limits),
    outcomeRpc(context),
    ...leaseRpcs(context),
  ];
}

function rangeRpc({ authorization, reads, lists }: KeyContext): Rpc {
  return serverStream({
    method: keysService.range,
    requires: {
      type: 'asked',
      check: ({ range }, user, policy) => checkSomeOfRange({ user, policy }, 'consume', range),
    },
    handle: async (request, stream, user) => {
      using _place = lists.take(user);
      const { image, age } = await reads.image(request);
      const allows = (key: string) => authorization.policy.mayKey(user, 'consume', key);
      await rangeKeys({ request, image, age, allows }, stream);
    },
  });
}

function deleteRangeRpc({ node, reads, writes, lists }: KeyContext): Rpc {
  return unary({
    method: keysService.deleteRange,
    requires: {
      type: 'asked',
      check: ({ range }, user, policy) => checkWholeRange({ user, policy }, 'produce', range),
    },
    handle: async (request, user) => {
      if (!request.dryRun) {
        const command = commandFor(user, request.requestId, deleteRangeWriteOf(request));
        return deleteRangeResponseOf(await writes.propose(user, command));
      }
      using _place = lists.take(user);
      await reads.barrier();
      const image = node.image();
      const deleted = await countKeys(image, boundsOf(request.range));
      return { revision: image.revision, deleted };
    },
  });
}

function writeRpcs({ writes }: KeyContext): Rpc[] {
  return [
    unary({
      method: keysService.touch,
      requires: {
        type: 'asked',
        keyOf: ({ key }) => key,
        check: (request, user, policy) => checkWrite({ user, policy }, request),
      },
      handle: async (request, user) => {
        const command = commandFor(user, request.requestId, touchWriteOf(request));
        return touchResponseOf(request.key, await writes.propose(user, command));
      },
    }),
    unary({
      method: withBoundedRequest(keysService.txn, ofType(mokv.v1.TxnRequest)),
      requires: {
        type: 'asked',
        check: (request, user, policy) => checkTransaction({ user, policy }, request),
      },
      handle: async (request, user) => {
        const transaction = transactionOf(request);
        const command = commandFor(user, request.requestId, transaction);
        return fittingTxn(txnResponseOf(transaction, await writes.propose(user, command)));
      },
    }),
  ];
}

const someKey: UserRequirement = { type: 'someKey', actions: ['produce', 'consume'] };

/** Each operation of these is checked when it comes. */
function manyKeysRpcs(context: KeyContext): Rpc[] {
  return [
    unary({
      method: withBoundedRequest(keysService.batch, ofType(mokv.v1.BatchRequest)),
      requires: someKey,
      handle: async ({ operations }, user) => ({
        results: await runBatch(context, user, operations),
      }),
    }),
    bidiStream({
      method: withBoundedRequest(keysService.pipeline, decodePipelineRequest),
      requires: someKey,
      handle: (requests, stream, user) => runPipeline(context, user, requests, stream),
    }),
    clientStream({
      method: withBoundedRequest(keysService.import, ofType(mokv.v1.ImportRequest)),
      requires: { type: 'someKey', actions: ['produce'] },
      handle: (requests, user) => importKeys(context, user, requests),
    }),
  ];
}

function outcomeRpc({ node, reads }: KeyContext): Rpc {
  return unary({
    method: keysService.outcome,
    requires: { type: 'anyGrant' },
    handle: async ({ requestId }, user) => {
      if (!requestId) throw new MokvError('INVALID_ARGUMENT', 'no request id to ask for');
      const key = requestKeyOf(user, requestId);
      await reads.barrier();
      const outcome = node.outcomeOf(key);
      if (outcome === undefined) return { known: false };
      const result = outcomeResultOf(outcome);
      return result === undefined ? { known: true } : { known: true, result };
    },
  });
}
