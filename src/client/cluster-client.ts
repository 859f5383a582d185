import { grpc, type mokv } from '../api/gen/messages.js';
import { clusterService, healthService } from '../api/services.ts';
import { MokvError } from '../shared/errors.ts';
import { formatHostPort } from '../shared/host-port.ts';
import { changeErrorOf, readErrorOf } from './call-errors.ts';
import type { CallLimits } from './connection.ts';
import { parseEndpoint } from './endpoint.ts';
import { memberNotFound } from './member-not-found.ts';
import type { RoutedCalls } from './routed-calls.ts';

type Status = mokv.v1.StatusResponse;

const { ServingStatus } = grpc.health.v1.HealthCheckResponse;

/** What an operator asks a cluster and changes of it. Changes end as writes do: OUTCOME_UNKNOWN is never a failure. */
export class ClusterClient {
  readonly #calls: RoutedCalls;

  constructor(calls: RoutedCalls) {
    this.#calls = calls;
  }

  /** The view of the first endpoint that answers. */
  async status(call: CallLimits): Promise<Status> {
    return await this.#calls.unary(clusterService.status, {}, readErrorOf, call);
  }

  /** The view of the leader, which alone knows how far the others are; NO_LEADER when there is none. */
  async leaderStatus(call: CallLimits): Promise<Status> {
    const status = await this.status(call);
    if (status.role === 'leader') return status;
    if (status.leaderId === '') throw noLeader(status);
    const ofLeader = await this.statusAt(status.leaderAddr, call);
    if (ofLeader.role === 'leader') return ofLeader;
    throw noLeader(ofLeader);
  }

  /** The view of the node at the only endpoint; USAGE when there are several. */
  async statusOfOnly(call: CallLimits): Promise<Status> {
    return this.#calls.readAt(this.#calls.only, clusterService.status, {}, call);
  }

  /** The view of the node at this address, which need not be a member. */
  async statusAt(address: string, call: CallLimits): Promise<Status> {
    return this.#calls.readAt(parseEndpoint(address), clusterService.status, {}, call);
  }

  /** The view of one member; NOT_FOUND when the configuration has none of this name. */
  async statusOf(id: string, call: CallLimits): Promise<Status> {
    const { servers } = await this.status(call);
    const server = servers.find((one) => one.id === id);
    if (server?.addr) return this.statusAt(server.addr, call);
    throw memberNotFound(id, servers);
  }

  /** Resolves when the node is a voter that has caught up, or a non-voter when it is to stay one. */
  async addMember(member: mokv.v1.IAddMemberRequest, call: CallLimits): Promise<void> {
    await this.#calls.unary(clusterService.addMember, member, changeErrorOf, call);
  }

  async promoteMember(id: string, call: CallLimits): Promise<void> {
    await this.#calls.unary(clusterService.promoteMember, { id }, changeErrorOf, call);
  }

  async demoteMember(id: string, call: CallLimits): Promise<void> {
    await this.#calls.unary(clusterService.demoteMember, { id }, changeErrorOf, call);
  }

  async removeMember(id: string, call: CallLimits): Promise<void> {
    await this.#calls.unary(clusterService.removeMember, { id }, changeErrorOf, call);
  }

  /** @returns the new leader; without a target the voter that holds most of the log. */
  async transferLeadership(target: string | undefined, call: CallLimits): Promise<string> {
    const request = { targetId: target ?? '' };
    const { leaderId } = await this.#calls.unary(
      clusterService.transferLeadership,
      request,
      changeErrorOf,
      call,
    );
    return leaderId;
  }

  async stepDown(call: CallLimits): Promise<void> {
    await this.#calls.unary(clusterService.stepDown, {}, changeErrorOf, call);
  }

  /** Resolves when every endpoint serves; else UNAVAILABLE names the first that does not. */
  async checkReady(call: CallLimits): Promise<void> {
    for (const endpoint of this.#calls.endpoints) {
      const { status } = await this.#calls.readAt(endpoint, healthService.check, {}, call);
      if (status === ServingStatus.SERVING) continue;
      throw new MokvError('UNAVAILABLE', `${formatHostPort(endpoint)} is not ready`, {
        hint: 'a node is ready when it knows a leader and has caught up with it',
      });
    }
  }
}

function noLeader({ nodeId, term }: Status): MokvError {
  return new MokvError('NO_LEADER', `${nodeId} knows no leader in term ${term}`, {
    hint: "try again in a second; if it stays, a quorum is missing: 'mokv status' on each server",
  });
}
