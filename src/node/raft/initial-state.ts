import { invariant } from '../../shared/invariant.ts';
import type { Random } from '../../shared/random.ts';
import { nextElection } from './clock.ts';
import { isVoter, type ServerId, votersOf } from './configuration.ts';
import { type DurableState, inTerm } from './durable.ts';
import { Log, type LogBase } from './log.ts';
import { Membership, noConfiguration } from './membership.ts';
import { Outbox } from './outbox.ts';
import { Persistence } from './persistence.ts';
import type { RaftSettings } from './settings.ts';
import type { Follower, RaftState } from './state.ts';

export interface RaftOptions {
  readonly id: ServerId;
  /** Its own RPC address, as the configuration has it. */
  readonly address: string;
  readonly settings: RaftSettings;
  readonly random: Random;
  /** The state machine holds `durable.snapshot` already; it is not asked to restore it. */
  readonly durable: DurableState;
  readonly now: number;
}

/** A follower that knows no leader and of whose log only the snapshot is known to be committed. */
export function initialState(options: RaftOptions): RaftState {
  const { id, address, settings, random, durable, now } = options;
  const { persistence, membership } = recover(durable);
  const snapshotIndex = durable.snapshot?.index ?? 0;
  const follower: Follower = {
    type: 'follower',
    leader: undefined,
    contactAt: now,
    electionAt: now,
    reads: { waiting: [], request: undefined },
  };
  const state: RaftState = {
    id,
    address,
    settings,
    random,
    log: persistence.log,
    persistence,
    membership,
    outbox: new Outbox(persistence),
    role: follower,
    leaderContactAt: undefined,
    commitIndex: snapshotIndex,
    releasedIndex: snapshotIndex,
    snapshot: durable.snapshot,
    restore: undefined,
    caughtUp: undefined,
    now,
    graceUntil: now,
    nextRpcId: firstRpcId(random),
  };
  if (!isOnlyVoter(state)) follower.electionAt = nextElection(state);
  return state;
}

/**
 * A crash between the arrival of a snapshot's file and the reset of the log leaves a log that the
 * snapshot does not continue: it is dropped now, as it would have been then (raft-wire §8.1).
 */
function recover({ hardState, snapshot, entries }: DurableState) {
  const log = new Log(baseOf({ hardState, snapshot, entries }), entries);
  const persistence = new Persistence(hardState, log);
  const membership = new Membership(snapshot ?? noConfiguration);
  invariant(
    (entries.at(-1)?.term ?? 0) <= hardState.term,
    'the term on disk is older than the log',
  );
  if (snapshot !== undefined && snapshot.term > hardState.term) {
    // Its file became durable before the term of the leader that sent it.
    persistence.setHardState(inTerm(hardState, snapshot.term));
  }
  if (snapshot !== undefined && log.termAt(snapshot.index) !== snapshot.term) {
    persistence.restartBehind(snapshot);
  } else {
    membership.append(entries.filter((entry) => entry.index > (snapshot?.index ?? 0)));
  }
  return { persistence, membership };
}

function baseOf({ snapshot, entries }: DurableState): LogBase {
  const index = (entries[0]?.index ?? 1) - 1;
  const snapshotIndex = snapshot?.index ?? 0;
  invariant(
    index <= snapshotIndex,
    `the log starts at ${index + 1} and nothing covers what is before`,
  );
  if (entries.length === 0 || index === snapshotIndex) {
    return { index: snapshotIndex, term: snapshot?.term ?? 0 };
  }
  return { index, term: index === 0 ? 0 : undefined };
}

function isOnlyVoter({ id, membership: { configuration } }: RaftState): boolean {
  return votersOf(configuration).length === 1 && isVoter(configuration, id);
}

/** Far from the numbers of any earlier incarnation, whose answers may still be on their way. */
function firstRpcId(random: Random): number {
  return Math.floor(random() * 2 ** 31) * 2 ** 20 + 1;
}
