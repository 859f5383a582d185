import { grpc, type mokv } from '../api/gen/messages.js';
import { clusterService, healthService, type Method } from '../api/services.ts';
import { MokvError } from '../shared/errors.ts';
import { formatHostPort, type HostPort } from '../shared/host-port.ts';
import { plans } from './call-plan.ts';
import { type ClusterView, gatherView } from './cluster-view.ts';
import { parseEndpoint } from './endpoint.ts';
import type { GossipClient } from './gossip-client.ts';
import type { CallOptions, NodeCallOptions } from './kv-api.ts';
import { memberNotFound } from './member-not-found.ts';
import { type MemberRecord, memberRecords } from './member-records.ts';
import { restoreSnapshot, type Snapshot } from './restore-snapshot.ts';
import type { RoutedCalls } from './routed-calls.ts';

type Status = mokv.v1.StatusResponse;

/** Raft, gossip and the nodes themselves, merged, and what each of them said. */
export interface MembersView {
  readonly members: readonly MemberRecord[];
  readonly view: ClusterView;
}

const { ServingStatus } = grpc.health.v1.HealthCheckResponse;

/** What an operator asks a cluster and changes of it. Changes end as writes do: OUTCOME_UNKNOWN is never a failure. */
export class ClusterClient {
  readonly #calls: RoutedCalls;
  readonly #gossip: GossipClient;

  constructor(calls: RoutedCalls, gossip: GossipClient) {
    this.#calls = calls;
    this.#gossip = gossip;
  }

  /** As they were given. */
  get endpoints(): readonly HostPort[] {
    return this.#calls.endpoints;
  }

  /** The only endpoint; USAGE when there are several. */
  get only(): HostPort {
    return this.#calls.only;
  }

  /** The view of the node at `at`, else of the first that answers. */
  status(options: NodeCallOptions = {}): Promise<Status> {
    return this.#calls.at(clusterService.status, {}, plans.ask, options);
  }

  /** The view of the leader, which alone knows how far the others are; NO_LEADER when there is none. */
  async leaderStatus(call: CallOptions): Promise<Status> {
    const status = await this.status(call);
    if (status.role === 'leader') return status;
    if (status.leaderId === '') throw noLeader(status);
    const ofLeader = await this.statusAt(status.leaderAddr, call);
    if (ofLeader.role === 'leader') return ofLeader;
    throw noLeader(ofLeader);
  }

  /** The view of the node at the only endpoint; USAGE when there are several. */
  async statusOfOnly(call: CallOptions): Promise<Status> {
    return this.#calls.readAt(this.#calls.only, clusterService.status, {}, call);
  }

  /** The view of the node at this address, which need not be a member. */
  async statusAt(address: string, call: CallOptions): Promise<Status> {
    return this.#calls.readAt(parseEndpoint(address), clusterService.status, {}, call);
  }

  /** The view of one member; NOT_FOUND when the configuration has none of this name. */
  async statusOf(id: string, call: CallOptions): Promise<Status> {
    const { servers } = await this.status(call);
    const server = servers.find((one) => one.id === id);
    if (server?.addr) return this.statusAt(server.addr, call);
    throw memberNotFound(id, servers);
  }

  /** Resolves when the node is a voter that has caught up, or a non-voter when it is to stay one. */
  async addMember(member: mokv.v1.IAddMemberRequest, call: CallOptions): Promise<void> {
    await this.#calls.unary(clusterService.addMember, member, plans.changeAtLeader, call);
  }

  async promoteMember(id: string, call: CallOptions): Promise<void> {
    await this.#calls.unary(clusterService.promoteMember, { id }, plans.changeAtLeader, call);
  }

  async demoteMember(id: string, call: CallOptions): Promise<void> {
    await this.#calls.unary(clusterService.demoteMember, { id }, plans.changeAtLeader, call);
  }

  async removeMember(id: string, call: CallOptions): Promise<void> {
    await this.#calls.unary(clusterService.removeMember, { id }, plans.changeAtLeader, call);
  }

  /** @returns the new leader; without a target the voter that holds most of the log. */
  async transferLeadership(target: string | undefined, call: CallOptions): Promise<string> {
    const request = { targetId: target ?? '' };
    const { leaderId } = await this.#calls.unary(
      clusterService.transferLeadership,
      request,
      plans.changeAtLeader,
      call,
    );
    return leaderId;
  }

  async stepDown(call: CallOptions): Promise<void> {
    await this.#calls.unary(clusterService.stepDown, {}, plans.changeAtLeader, call);
  }

  /** Everybody in the configuration or in the pool; who does not answer in 500 ms is told about by the others. */
  async members(options: CallOptions = {}): Promise<MembersView> {
    const view = await gatherView({ cluster: this, gossip: this.#gossip }, options);
    return { members: memberRecords(view), view };
  }

  /** What happened on one node and what it saw of the others. Leaving the loop early ends the call. */
  events(
    request: { readonly after?: number; readonly follow?: boolean; readonly last?: number } = {},
    options: NodeCallOptions = {},
  ): AsyncGenerator<mokv.v1.ClusterEvent, void, void> {
    return this.#stream(clusterService.events, request, options);
  }

  /** One bucket a second of one node, of the last `seconds` and, when asked to follow, on. */
  stats(
    request: { readonly seconds?: number; readonly follow?: boolean } = {},
    options: NodeCallOptions = {},
  ): AsyncGenerator<mokv.v1.StatsBucket, void, void> {
    return this.#stream(clusterService.stats, request, options);
  }

  /** Of everything that one node has applied up to `index`, by default by now. */
  hash(
    request: { readonly index?: number; readonly contents?: boolean } = {},
    options: NodeCallOptions = {},
  ): Promise<mokv.v1.HashResponse> {
    return this.#calls.at(clusterService.hash, request, plans.ask, options);
  }

  raftLog(count: number, options: NodeCallOptions = {}): Promise<mokv.v1.RaftLogResponse> {
    return this.#calls.at(clusterService.raftLog, { count }, plans.ask, options);
  }

  nodeInfo(logLines: number, options: NodeCallOptions = {}): Promise<mokv.v1.NodeInfoResponse> {
    return this.#calls.at(clusterService.nodeInfo, { logLines }, plans.ask, options);
  }

  /** Whether the cluster goes on when these nodes stop, as the leader sees it. */
  okToStop(
    nodeIds: readonly string[],
    options: CallOptions = {},
  ): Promise<mokv.v1.OkToStopResponse> {
    const request = { nodeIds: [...nodeIds] };
    return this.#calls.unary(clusterService.okToStop, request, plans.askLeader, options);
  }

  /** The store at one revision: a summary, data, last the SHA-256 of all data. */
  saveSnapshot(options: NodeCallOptions = {}): AsyncGenerator<mokv.v1.SnapshotPart, void, void> {
    return this.#stream(clusterService.saveSnapshot, {}, options);
  }

  /** `digest` gives the SHA-256 of all data once they have been read. Nothing is restored when it differs. */
  restoreSnapshot(
    snapshot: Snapshot,
    options: CallOptions & { readonly dryRun?: boolean } = {},
  ): Promise<mokv.v1.RestoreSnapshotResponse> {
    return restoreSnapshot(this.#calls, snapshot, options);
  }

  /** Has a node write a snapshot and drop the log behind it. @returns the index of the snapshot. */
  async compact(options: NodeCallOptions = {}): Promise<number> {
    const response = await this.#calls.at(clusterService.compact, {}, plans.change, options);
    return response.snapshotIndex;
  }

  /** Has a node read its certificates and access control files again. */
  async reload(options: NodeCallOptions = {}): Promise<void> {
    await this.#calls.at(clusterService.reload, {}, plans.change, options);
  }

  /** @returns the level in force; without one it only tells. */
  async setLogLevel(level: string | undefined, options: NodeCallOptions = {}): Promise<string> {
    const request = { level: level ?? '' };
    const response = await this.#calls.at(
      clusterService.setLogLevel,
      request,
      plans.change,
      options,
    );
    return response.level;
  }

  /** A drained node gives up leadership and says that it is not ready; `false` takes it back. */
  async drain(drained: boolean, options: NodeCallOptions = {}): Promise<void> {
    await this.#calls.at(clusterService.drain, { drained }, plans.change, options);
  }

  #stream<RequestShape, Request, ResponseShape, Response>(
    method: Method<RequestShape, Request, ResponseShape, Response>,
    request: RequestShape,
    { at, ...options }: NodeCallOptions,
  ): AsyncGenerator<Response, void, void> {
    const call = { deadline: Number.POSITIVE_INFINITY, ...options };
    return at === undefined
      ? this.#calls.stream(method, request, plans.ask, call)
      : this.#calls.streamAt(at, method, request, call);
  }

  /** Resolves when every endpoint serves; else UNAVAILABLE names the first that does not. */
  async checkReady(call: CallOptions): Promise<void> {
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
