import { setTimeout as delay } from 'node:timers/promises';
import { MokvError, messageOf } from '../shared/errors.ts';
import { parseHostPort } from '../shared/host-port.ts';
import { isNodeName, nodeNameRule } from '../shared/node-name.ts';
import { quoted } from '../shared/quoted.ts';
import { okToStop } from './ok-to-stop.ts';
import { type Server, type ServerId, serverOf, votersOf } from './raft/configuration.ts';
import type { ConfigurationChange, PeerStatus, Proposed, RaftStatus } from './raft/output.ts';
import { errorOfRefusal, notLeader } from './replica/proposals.ts';
import type { Replica } from './replica/replica.ts';
import type { MembershipPort, NewMember, StopVerdict } from './server/membership-port.ts';

const limits = {
  pollMs: 20,
  probeMs: 200,
  /** For a change under way before ours, or for this leader's first commit. */
  turnMs: 10_000,
  /** For a new member to receive the snapshot and the log. */
  catchUpMs: 60_000,
  /** For the target of a transfer to win its election. */
  transferMs: 3000,
  /** A server that answered within this time counts as reachable. */
  contactMs: 2000,
} as const;

/** A server that has answered at this address with the certificate of its name. */
export interface ProvedMember {
  readonly id: ServerId;
  readonly address: string;
  readonly readsRounds: boolean;
}

type Probe = (peer: { readonly id: ServerId; readonly address: string }) => Promise<boolean>;

/** Membership and leadership as the leader changes them, one change at a time (Raft thesis §4.1). */
export class Membership implements MembershipPort {
  readonly #replica: Replica;
  readonly #probe: Probe;

  /** `probe` tells of a new server whether it reads rounds, and rejects when it is not who it should be. */
  constructor(replica: Replica, probe: Probe) {
    this.#replica = replica;
    this.#probe = probe;
  }

  /** A voter that is not there yet or lags could stop the cluster (Raft thesis §4.2.1, raft-wire §8.12). */
  async add(member: NewMember): Promise<void> {
    const { id, address } = member;
    checkMember(id, address);
    const isThere = this.#isAt(id, address);
    await this.addProved(
      isThere ? { ...member, readsRounds: true } : await this.prove(member),
      member,
    );
  }

  /** Rejects when nobody with a peer certificate of that name answers there. */
  async prove({ id, address }: Omit<NewMember, 'nonVoter'>): Promise<ProvedMember> {
    checkMember(id, address);
    this.#leading();
    return { id, address, readsRounds: await this.#prove({ id, address }) };
  }

  async addProved(
    { id, address, readsRounds }: ProvedMember,
    { nonVoter }: Pick<NewMember, 'nonVoter'>,
  ): Promise<void> {
    if (!this.#isAt(id, address)) {
      await this.#change({ type: 'addNonvoter', id, address }, () => {
        if (!readsRounds && this.#replica.logHoldsRounds()) throw cannotReadLog(id);
      });
    }
    if (!nonVoter) await this.promote(id);
  }

  async promote(id: ServerId): Promise<void> {
    const { address, suffrage } = this.#server(id);
    if (suffrage === 'voter') return;
    await this.#caughtUp(id);
    await this.#change({ type: 'addVoter', id, address });
  }

  async demote(id: ServerId): Promise<void> {
    this.#refuseQuorumLoss(this.#server(id));
    await this.#change({ type: 'demoteVoter', id });
  }

  /** The leader hands over before it is removed, and its successor is asked: no time without a leader. */
  async remove(id: ServerId): Promise<void> {
    this.#refuseQuorumLoss(this.#server(id));
    const { leader, configuration } = this.#leading();
    if (leader?.id === id && votersOf(configuration).length > 1) {
      const successor = await this.transferLeadership(undefined);
      throw notLeader(serverOf(configuration, successor));
    }
    await this.#change({ type: 'removeServer', id });
  }

  async transferLeadership(target: ServerId | undefined): Promise<ServerId> {
    if (target !== undefined) this.#server(target);
    const answer = this.#replica.transferLeadership(target);
    if (answer.type !== 'transferring' || !('target' in answer)) throw errorOfRefusal(answer);
    const successor = await poll(limits.transferMs, () => {
      const { role, leader } = this.#replica.status();
      return role === 'leader' ? undefined : leader?.id;
    });
    if (successor !== undefined) return successor;
    throw new MokvError('UNAVAILABLE', `${answer.target} did not take over in time`, {
      hint: "'mokv raft info' shows whether it keeps up; try again",
    });
  }

  async stepDown(): Promise<void> {
    this.#leading();
    this.#replica.stepDown('an operator asked for it');
  }

  okToStop(ids: readonly ServerId[]): StopVerdict {
    for (const id of ids) this.#server(id);
    return okToStop(this.#leading(), ids);
  }

  /** A server is added only when it answers at its address with the certificate of its name. */
  async #prove(peer: Omit<NewMember, 'nonVoter'>): Promise<boolean> {
    const deadline = performance.now() + limits.turnMs;
    for (;;) {
      try {
        return await this.#probe(peer);
      } catch (error) {
        this.#leading();
        if (performance.now() > deadline) throw unproven(peer, error);
        await delay(limits.probeMs);
      }
    }
  }

  /** Waits for its turn, proposes, and resolves when the change is applied. */
  async #change(change: ConfigurationChange, check = (): void => {}): Promise<void> {
    const answer = await poll(limits.turnMs, () => {
      check();
      const attempt = this.#replica.changeConfiguration(change);
      return attempt.type === 'changeInProgress' ? undefined : attempt;
    });
    if (answer?.type !== 'proposed') throw errorOfRefusal(answer ?? { type: 'changeInProgress' });
    await this.#applied(answer);
  }

  #applied(proposed: Proposed): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#replica.awaitApplied(proposed, (error) => {
        if (error === undefined) resolve();
        else reject(error);
      });
    });
  }

  /** Resolves when the server holds everything that is committed now, and is not blank any more. */
  async #caughtUp(id: ServerId): Promise<void> {
    const { commitIndex } = this.#leading();
    const peer = (): PeerStatus | undefined => this.#leading().peers.find((one) => one.id === id);
    const matchIndex = (): number => peer()?.matchIndex ?? 0;
    const done = await poll(limits.catchUpMs, () => {
      return (matchIndex() >= commitIndex && peer()?.acceptsHeartbeats === true) || undefined;
    });
    if (done) return;
    const held = `it holds entry ${matchIndex()} of ${commitIndex}`;
    throw new MokvError(
      'DEADLINE_EXCEEDED',
      `${id} is a non-voter and still catching up: ${held}`,
      {
        hint: `when it has caught up, run 'mokv member promote ${id}'`,
      },
    );
  }

  #leading(): RaftStatus {
    const status = this.#replica.status();
    if (status.role !== 'leader') throw notLeader(status.leader);
    return status;
  }

  #isAt(id: ServerId, address: string): boolean {
    return serverOf(this.#leading().configuration, id)?.address === address;
  }

  #server(id: ServerId): Server {
    const { configuration } = this.#leading();
    const server = serverOf(configuration, id);
    if (server !== undefined) return server;
    const names = configuration.servers.map((one) => one.id).join(', ');
    throw new MokvError('NOT_FOUND', `${quoted(id)} is no member; there are ${names}`, {
      hint: "'mokv member list' shows them",
    });
  }

  /** Without this voter, would those who can be reached still be a quorum of those who remain? */
  #refuseQuorumLoss({ id, suffrage }: Server): void {
    if (suffrage !== 'voter') return;
    const { configuration, peers, leader } = this.#leading();
    const remaining = votersOf(configuration).filter((voter) => voter.id !== id);
    const reachable = remaining.filter((voter) => {
      const lastContactMs = peers.find((peer) => peer.id === voter.id)?.lastContactMs;
      return voter.id === leader?.id || (lastContactMs ?? limits.contactMs) < limits.contactMs;
    });
    const quorum = Math.floor(remaining.length / 2) + 1;
    if (reachable.length >= quorum) return;
    const arithmetic = `of the ${remaining.length} voters left, ${reachable.length} can be reached and a quorum needs ${quorum}`;
    throw new MokvError('CONDITION_FAILED', `without ${id} the cluster would stop: ${arithmetic}`, {
      hint: 'bring a voter back or add one first',
    });
  }
}

function unproven({ id, address }: Omit<NewMember, 'nonVoter'>, cause: unknown): MokvError {
  const reason = messageOf(cause);
  return new MokvError('UNAVAILABLE', `${id} is not at ${address}: ${reason}`, {
    hint: `start ${id} first, with a peer certificate of that name`,
    cause,
  });
}

function cannotReadLog(id: ServerId): MokvError {
  return new MokvError('CONDITION_FAILED', `${id} is a node of mökv and cannot read this log`, {
    hint: 'let mokv nodes join a cluster that mökv nodes founded, not the other way round',
  });
}

function checkMember(id: string, address: string): void {
  if (!isNodeName(id)) {
    throw new MokvError('INVALID_ARGUMENT', `node name ${quoted(id)} is not allowed`, {
      hint: `use ${nodeNameRule}`,
    });
  }
  if (parseHostPort(address) === undefined) {
    throw new MokvError('INVALID_ARGUMENT', `${quoted(address)} is no address`, {
      hint: "give host:port of the node's RPC port, e.g. 10.0.0.2:8400",
    });
  }
}

/** What `probe` finds, or undefined when it has found nothing after `deadlineMs`. */
async function poll<Found>(
  deadlineMs: number,
  probe: () => Found | undefined,
): Promise<Found | undefined> {
  const deadline = performance.now() + deadlineMs;
  for (;;) {
    const found = probe();
    if (found !== undefined || performance.now() > deadline) return found;
    await delay(limits.pollMs);
  }
}
