import type { mokv } from '../../api/gen/messages.js';
import { keysService } from '../../api/services.ts';
import { byteStringOfText, textOf } from '../../shared/byte-string.ts';
import { MokvError } from '../../shared/errors.ts';
import type { Lease } from '../kv/lease.ts';
import { expectOutcome, leaseNotFound } from './answer-of-outcome.ts';
import { type Rpc, unary } from './call.ts';
import { commandFor } from './command-of-request.ts';
import type { KeyContext } from './key-context.ts';

const limits = {
  ttlMsMin: 1000,
  /** One year of 365 days. */
  ttlMsMax: 365 * 24 * 3600 * 1000,
  /** Of one answer: leases, or keys of a lease. */
  listMax: 10_000,
} as const;

/** Of mokv.v1.KV what is about leases. A lease of somebody else does not exist, except for who may `admin`. */
export function leaseRpcs(context: KeyContext): Rpc[] {
  const { writes } = context;
  return [
    unary({
      method: keysService.grantLease,
      requires: { type: 'someKey', actions: ['produce'] },
      handle: async ({ ttlMs, requestId }, user) => {
        checkTtl(ttlMs);
        const grant = { type: 'grantLease', ttlMs, owner: byteStringOfText(user) } as const;
        const outcome = await writes.propose(user, commandFor(user, requestId, grant));
        const lease = expectOutcome(outcome, 'lease');
        return { leaseId: lease.leaseId, ttlMs: lease.ttlMs, revision: lease.revision };
      },
    }),
    unary({
      method: keysService.keepLease,
      requires: { type: 'anyGrant' },
      handle: async ({ leaseId }, user) => {
        await checkOwned(context, user, leaseId);
        const outcome = await writes.propose(user, { type: 'keepLease', leaseId });
        return { ttlMs: expectOutcome(outcome, 'lease').ttlMs };
      },
    }),
    unary({
      method: keysService.revokeLease,
      requires: { type: 'anyGrant' },
      handle: async ({ leaseId, requestId }, user) => {
        // Sent again, it finds no lease, but the state machine remembers how it was answered.
        if (!requestId) await checkOwned(context, user, leaseId);
        else await checkNotOfOther(context, user, leaseId);
        const command = commandFor(user, requestId, { type: 'revokeLease', leaseId } as const);
        const { revision, deleted } = expectOutcome(await writes.propose(user, command), 'revoked');
        return { revision, deleted };
      },
    }),
    unary({
      method: keysService.leases,
      requires: { type: 'anyGrant' },
      handle: async ({ leaseId }, user) => {
        await context.reads.barrier();
        if (leaseId === 0) return { leases: visibleLeases(context, user) };
        const lease = context.node.lease(leaseId);
        if (lease === undefined || !maySee(context, user, lease)) throw leaseNotFound();
        return { leases: [leaseWithKeys(context, user, lease)] };
      },
    }),
  ];
}

function checkTtl(ttlMs: number): void {
  if (ttlMs >= limits.ttlMsMin && ttlMs <= limits.ttlMsMax) return;
  throw new MokvError(
    'INVALID_ARGUMENT',
    `a lease of ${ttlMs} ms; ${limits.ttlMsMin} (a second) to ${limits.ttlMsMax} (a year) are allowed`,
  );
}

async function checkOwned(context: KeyContext, user: string, leaseId: number): Promise<void> {
  // What this node does not know may have been granted a moment ago under another leader.
  if (context.node.lease(leaseId) === undefined) await context.reads.barrier();
  const lease = context.node.lease(leaseId);
  if (lease === undefined || !mayEnd(context, user, lease)) throw leaseNotFound();
}

async function checkNotOfOther(context: KeyContext, user: string, leaseId: number): Promise<void> {
  if (context.node.lease(leaseId) === undefined) await context.reads.barrier();
  const lease = context.node.lease(leaseId);
  if (lease !== undefined && !mayEnd(context, user, lease)) throw leaseNotFound();
}

function mayEnd({ authorization }: KeyContext, user: string, lease: Lease): boolean {
  return textOf(lease.owner) === user || authorization.policy.mayCluster(user, 'admin');
}

function maySee(context: KeyContext, user: string, lease: Lease): boolean {
  return mayEnd(context, user, lease) || context.authorization.policy.mayCluster(user, 'observe');
}

function visibleLeases(context: KeyContext, user: string): mokv.v1.ILease[] {
  const leases: mokv.v1.ILease[] = [];
  for (const lease of context.node.leases()) {
    if (maySee(context, user, lease)) leases.push(leaseMessage(lease));
    if (leases.length >= limits.listMax) break;
  }
  return leases;
}

/** Only the keys that the caller may read. */
function leaseWithKeys(context: KeyContext, user: string, lease: Lease): mokv.v1.ILease {
  const { policy } = context.authorization;
  const keys: string[] = [];
  for (const keyBytes of lease.keys) {
    const key = textOf(keyBytes);
    if (policy.mayKey(user, 'consume', key)) keys.push(key);
    if (keys.length >= limits.listMax) break;
  }
  return { ...leaseMessage(lease), keys };
}

function leaseMessage({ id, owner, ttlMs, expiresAtMs, keys }: Lease): mokv.v1.ILease {
  return { id, owner: textOf(owner), ttlMs, expiresAtMs, keysCount: keys.size };
}
