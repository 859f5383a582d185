import type { api } from '../../api/gen/messages.js';
import { kvService } from '../../api/services.ts';
import { byteStringOfText } from '../../shared/byte-string.ts';
import { deleteResponseOf, keyNotFound, setResponseOf } from './answer-of-outcome.ts';
import { type Rpc, serverStream, unary } from './call.ts';
import { checkWrite, type KeyWrite } from './check-rights.ts';
import { checkKeySize } from './check-sizes.ts';
import { commandFor, deleteWriteOf, setWriteOf } from './command-of-request.ts';
import { itemMessage } from './item-message.ts';
import type { KeyContext } from './key-context.ts';
import type { Requirement } from './ledger.ts';
import { type KeySink, listKeys } from './list-keys.ts';
import type { NodePort } from './node-port.ts';
import type { ResponseStream } from './response-stream.ts';
import type { Age } from './store-reads.ts';

/** api.KV, mökv's service. */
export function kvRpcs(context: KeyContext): Rpc[] {
  const { node, authorization, reads, writes, lists } = context;
  return [
    unary({
      method: kvService.get,
      requires: { type: 'key', action: 'consume', keyOf: (request) => request.key },
      handle: (request) => getKey(context, request),
    }),
    unary({
      method: kvService.set,
      requires: mayWrite,
      handle: async (request, user) => {
        const command = commandFor(user, request.requestId, setWriteOf(request));
        return setResponseOf(request.key, await writes.propose(user, command));
      },
    }),
    unary({
      method: kvService.delete,
      requires: mayWrite,
      handle: async (request, user) => {
        const command = commandFor(user, request.requestId, deleteWriteOf(request));
        return deleteResponseOf(request.key, await writes.propose(user, command));
      },
    }),
    serverStream({
      method: kvService.list,
      requires: { type: 'someKey', actions: ['consume'] },
      handle: async (request, stream, user) => {
        using _place = lists.take(user);
        const age = await reads.readable(request);
        const allows = (key: string) => authorization.policy.mayKey(user, 'consume', key);
        await listKeys(node.image(), allows, sinkOf(stream, age));
      },
    }),
    unary({
      method: kvService.getServers,
      requires: { type: 'anyGrant' },
      handle: () => ({ servers: serversOf(node) }),
    }),
  ];
}

/** What the store has for a key, as the request wants to read it. Rejects with NOT_FOUND. */
export async function getKey(
  { node, reads }: KeyContext,
  request: api.IGetRequest,
): Promise<api.IGetResponse> {
  const key = request.key ?? '';
  if (!request.revision) {
    const age = await reads.readable(request);
    return { ...readKey(node, key), ...age };
  }
  const { image, age } = await reads.image(request);
  const item = image.get(byteStringOfText(key));
  if (item === undefined) throw keyNotFound(key);
  return { ...itemMessage(key, item), revision: image.revision, ...age };
}

/** What the store has for a key as it stands. @throws NOT_FOUND */
export function readKey(node: NodePort, key: string): api.IGetResponse {
  const item = node.get(byteStringOfText(key));
  if (item === undefined) throw keyNotFound(key);
  const response: api.IGetResponse = itemMessage(key, item);
  response.revision = node.revision;
  return response;
}

const mayWrite: Requirement<KeyWrite> = {
  type: 'asked',
  keyOf: (request) => request.key,
  check: (request, user, policy) => {
    checkWrite({ user, policy }, request);
    checkKeySize(request.key ?? '');
  },
};

/** What a list writes to, each item with its age. */
function sinkOf(stream: ResponseStream<api.IGetResponse>, age: Age): KeySink {
  return {
    get cancelled() {
      return stream.cancelled;
    },
    write: (item, sizeBytes) => stream.write({ ...item, ...age }, sizeBytes),
    drained: () => stream.drained(),
  };
}

function serversOf(node: NodePort): api.IServer[] {
  const { configuration, leader } = node.status().raft;
  return configuration.servers.map(({ id, address }) => ({
    id,
    rpcAddr: address,
    isLeader: id === leader?.id,
  }));
}
