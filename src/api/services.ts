import type { Writer } from 'protobufjs/minimal.js';
import { MokvError, messageOf } from '../shared/errors.ts';
import { api, google, grpc, mokv } from './gen/messages.js';
import { StrictReader } from './strict-reader.ts';

/** A method as grpc-js takes it on both sides, with its types. */
export interface Method<RequestShape, Request, ResponseShape, Response> {
  readonly path: string;
  readonly requestStream: false;
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

export const clusterService = {
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

function encode<Shape>(type: MessageType<Shape, unknown>, message: Shape): Buffer {
  const bytes = type.encode(message).finish();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
