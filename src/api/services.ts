import type { Writer } from 'protobufjs/minimal.js';
import { MokvError, messageOf } from '../shared/errors.ts';
import { api, google, grpc, mokv } from './gen/messages.js';
import { encodePipelineRequest } from './pipeline-request.ts';
import { decodePipelineResponse, encodePipelineResponse } from './pipeline-response.ts';
import { StrictReader } from './strict-reader.ts';

/** A method as grpc-js takes it on both sides, with its types. */
export interface Method<RequestShape, Request, ResponseShape, Response> {
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  requestSerialize(message: RequestShape): Buffer;
  /** What arrived, or INVALID_ARGUMENT for the handler to answer with: grpc-js would say INTERNAL. */
  requestDeserialize(bytes: Buffer): Request | MokvError;
  responseSerialize(message: ResponseShape): Buffer;
  responseDeserialize(bytes: Buffer): Response;
}

interface MessageType<Shape, Message> {
  encode(message: Shape): Writer;
  decode(reader: StrictReader): Message;
}

/** api.KV, mökv's contract. */
export const kvService = {
  get: method('/api.KV/Get', api.GetRequest, api.GetResponse),
  set: method('/api.KV/Set', api.SetRequest, api.SetResponse),
  delete: method('/api.KV/Delete', api.DeleteRequest, api.DeleteResponse),
  list: serverStream('/api.KV/List', api.ListRequest, api.GetResponse),
  getServers: method('/api.KV/GetServers', google.protobuf.Empty, api.GetServersResponse),
};

/** What mokv does with keys beyond mökv's contract. */
export const keysService = {
  range: serverStream('/mokv.v1.KV/Range', mokv.v1.RangeRequest, mokv.v1.RangeResponse),
  deleteRange: method(
    '/mokv.v1.KV/DeleteRange',
    mokv.v1.DeleteRangeRequest,
    mokv.v1.DeleteRangeResponse,
  ),
  touch: method('/mokv.v1.KV/Touch', mokv.v1.TouchRequest, mokv.v1.TouchResponse),
  txn: method('/mokv.v1.KV/Txn', mokv.v1.TxnRequest, mokv.v1.TxnResponse),
  batch: method('/mokv.v1.KV/Batch', mokv.v1.BatchRequest, mokv.v1.BatchResponse),
  pipeline: {
    ...bidiStream('/mokv.v1.KV/Pipeline', mokv.v1.PipelineRequest, mokv.v1.PipelineResponse),
    requestSerialize: encodePipelineRequest,
    responseSerialize: encodePipelineResponse,
    responseDeserialize: decodePipelineResponse,
  },
  import: clientStream('/mokv.v1.KV/Import', mokv.v1.ImportRequest, mokv.v1.ImportResponse),
  watch: serverStream('/mokv.v1.KV/Watch', mokv.v1.WatchRequest, mokv.v1.WatchResponse),
  outcome: method('/mokv.v1.KV/Outcome', mokv.v1.OutcomeRequest, mokv.v1.OutcomeResponse),
  grantLease: method(
    '/mokv.v1.KV/GrantLease',
    mokv.v1.GrantLeaseRequest,
    mokv.v1.GrantLeaseResponse,
  ),
  keepLease: method('/mokv.v1.KV/KeepLease', mokv.v1.KeepLeaseRequest, mokv.v1.KeepLeaseResponse),
  revokeLease: method(
    '/mokv.v1.KV/RevokeLease',
    mokv.v1.RevokeLeaseRequest,
    mokv.v1.RevokeLeaseResponse,
  ),
  leases: method('/mokv.v1.KV/Leases', mokv.v1.LeasesRequest, mokv.v1.LeasesResponse),
};

/** Who may do what. */
export const accessService = {
  whoAmI: method('/mokv.v1.Access/WhoAmI', mokv.v1.WhoAmIRequest, mokv.v1.WhoAmIResponse),
  explain: method('/mokv.v1.Access/Explain', mokv.v1.ExplainRequest, mokv.v1.ExplainResponse),
  whoCan: method('/mokv.v1.Access/WhoCan', mokv.v1.WhoCanRequest, mokv.v1.WhoCanResponse),
  getPolicy: method(
    '/mokv.v1.Access/GetPolicy',
    mokv.v1.GetPolicyRequest,
    mokv.v1.GetPolicyResponse,
  ),
  setPolicy: method(
    '/mokv.v1.Access/SetPolicy',
    mokv.v1.SetPolicyRequest,
    mokv.v1.SetPolicyResponse,
  ),
};

export const clusterService = {
  events: serverStream(
    '/mokv.v1.Cluster/Events',
    mokv.v1.ClusterEventsRequest,
    mokv.v1.ClusterEvent,
  ),
  stats: serverStream('/mokv.v1.Cluster/Stats', mokv.v1.StatsRequest, mokv.v1.StatsBucket),
  hash: method('/mokv.v1.Cluster/Hash', mokv.v1.HashRequest, mokv.v1.HashResponse),
  raftLog: method('/mokv.v1.Cluster/RaftLog', mokv.v1.RaftLogRequest, mokv.v1.RaftLogResponse),
  nodeInfo: method('/mokv.v1.Cluster/NodeInfo', mokv.v1.NodeInfoRequest, mokv.v1.NodeInfoResponse),
  okToStop: method('/mokv.v1.Cluster/OkToStop', mokv.v1.OkToStopRequest, mokv.v1.OkToStopResponse),
  saveSnapshot: serverStream(
    '/mokv.v1.Cluster/SaveSnapshot',
    mokv.v1.SaveSnapshotRequest,
    mokv.v1.SnapshotPart,
  ),
  restoreSnapshot: clientStream(
    '/mokv.v1.Cluster/RestoreSnapshot',
    mokv.v1.RestoreSnapshotRequest,
    mokv.v1.RestoreSnapshotResponse,
  ),
  compact: method('/mokv.v1.Cluster/Compact', mokv.v1.CompactRequest, mokv.v1.CompactResponse),
  reload: method('/mokv.v1.Cluster/Reload', mokv.v1.ReloadRequest, mokv.v1.ReloadResponse),
  setLogLevel: method(
    '/mokv.v1.Cluster/SetLogLevel',
    mokv.v1.SetLogLevelRequest,
    mokv.v1.SetLogLevelResponse,
  ),
  drain: method('/mokv.v1.Cluster/Drain', mokv.v1.DrainRequest, mokv.v1.DrainResponse),
  status: method('/mokv.v1.Cluster/Status', mokv.v1.StatusRequest, mokv.v1.StatusResponse),
  addMember: method(
    '/mokv.v1.Cluster/AddMember',
    mokv.v1.AddMemberRequest,
    mokv.v1.AddMemberResponse,
  ),
  promoteMember: method(
    '/mokv.v1.Cluster/PromoteMember',
    mokv.v1.PromoteMemberRequest,
    mokv.v1.PromoteMemberResponse,
  ),
  demoteMember: method(
    '/mokv.v1.Cluster/DemoteMember',
    mokv.v1.DemoteMemberRequest,
    mokv.v1.DemoteMemberResponse,
  ),
  removeMember: method(
    '/mokv.v1.Cluster/RemoveMember',
    mokv.v1.RemoveMemberRequest,
    mokv.v1.RemoveMemberResponse,
  ),
  transferLeadership: method(
    '/mokv.v1.Cluster/TransferLeadership',
    mokv.v1.TransferLeadershipRequest,
    mokv.v1.TransferLeadershipResponse,
  ),
  stepDown: method('/mokv.v1.Cluster/StepDown', mokv.v1.StepDownRequest, mokv.v1.StepDownResponse),
};

/** The Serf pool. */
export const gossipService = {
  members: method('/mokv.v1.Gossip/Members', mokv.v1.MembersRequest, mokv.v1.MembersResponse),
  rtt: method('/mokv.v1.Gossip/Rtt', mokv.v1.RttRequest, mokv.v1.RttResponse),
  events: serverStream('/mokv.v1.Gossip/Events', mokv.v1.EventsRequest, mokv.v1.PoolEvent),
  join: method('/mokv.v1.Gossip/Join', mokv.v1.JoinRequest, mokv.v1.JoinResponse),
  forceLeave: method(
    '/mokv.v1.Gossip/ForceLeave',
    mokv.v1.ForceLeaveRequest,
    mokv.v1.ForceLeaveResponse,
  ),
  leave: method('/mokv.v1.Gossip/Leave', mokv.v1.LeaveRequest, mokv.v1.LeaveResponse),
  keys: method('/mokv.v1.Gossip/Keys', mokv.v1.KeysRequest, mokv.v1.KeysResponse),
  sendEvent: method(
    '/mokv.v1.Gossip/SendEvent',
    mokv.v1.SendEventRequest,
    mokv.v1.SendEventResponse,
  ),
  query: serverStream('/mokv.v1.Gossip/Query', mokv.v1.QueryRequest, mokv.v1.QueryAnswer),
};

/** grpc.health.v1.Health, the standard health protocol. */
export const healthService = {
  check: method(
    '/grpc.health.v1.Health/Check',
    grpc.health.v1.HealthCheckRequest,
    grpc.health.v1.HealthCheckResponse,
  ),
  watch: serverStream(
    '/grpc.health.v1.Health/Watch',
    grpc.health.v1.HealthCheckRequest,
    grpc.health.v1.HealthCheckResponse,
  ),
};

function method<RequestShape, Request, ResponseShape, Response>(
  path: string,
  request: MessageType<RequestShape, Request>,
  response: MessageType<ResponseShape, Response>,
): Method<RequestShape, Request, ResponseShape, Response> {
  return {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message) => encode(request, message),
    requestDeserialize: (bytes) => {
      try {
        return request.decode(StrictReader.over(bytes));
      } catch (error) {
        return new MokvError('INVALID_ARGUMENT', `malformed request: ${messageOf(error)}`);
      }
    },
    responseSerialize: (message) => encode(response, message),
    responseDeserialize: (bytes) => response.decode(StrictReader.over(bytes)),
  };
}

function serverStream<RequestShape, Request, ResponseShape, Response>(
  path: string,
  request: MessageType<RequestShape, Request>,
  response: MessageType<ResponseShape, Response>,
): Method<RequestShape, Request, ResponseShape, Response> {
  return { ...method(path, request, response), responseStream: true };
}

function clientStream<RequestShape, Request, ResponseShape, Response>(
  path: string,
  request: MessageType<RequestShape, Request>,
  response: MessageType<ResponseShape, Response>,
): Method<RequestShape, Request, ResponseShape, Response> {
  return { ...method(path, request, response), requestStream: true };
}

function bidiStream<RequestShape, Request, ResponseShape, Response>(
  path: string,
  request: MessageType<RequestShape, Request>,
  response: MessageType<ResponseShape, Response>,
): Method<RequestShape, Request, ResponseShape, Response> {
  return { ...method(path, request, response), requestStream: true, responseStream: true };
}

function encode<Shape>(type: MessageType<Shape, unknown>, message: Shape): Buffer {
  const bytes = type.encode(message).finish();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
