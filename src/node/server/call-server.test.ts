import { once } from 'node:events';
import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type IncomingHttpHeaders,
} from 'node:http2';
import { type ClientDuplexStream, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, GrpcFront } from '../../../test/support/grpc-front.ts';
import { until } from '../../../test/support/poll.ts';
import type { api } from '../../api/gen/messages.js';
import { kvService, type Method } from '../../api/services.ts';
import { MokvError } from '../../shared/errors.ts';
import { bidiStream, clientStream, type Rpc, unary } from './call.ts';
import { answerFrameOf } from './message-frames.ts';
import type { ResponseStream } from './response-stream.ts';

/** Echoes keys; "fail" ends the call with an error, behind "wait" it waits until the caller is gone. */
const echo = { ...kvService.get, path: '/test/Echo' };
const join = { ...kvService.get, path: '/test/Join' };
const deaf = { ...kvService.get, path: '/test/Deaf' };
const never = { ...kvService.get, path: '/test/Never' };
type GetMethod = Method<api.IGetRequest, api.GetRequest, api.IGetResponse, api.GetResponse>;

describe('CallServer', () => {
  let front: GrpcFront;
  const cancelled: string[] = [];

  beforeEach(async () => {
    cancelled.length = 0;
    front = await GrpcFront.start({
      policy: 'p, root, *, consume\n',
      moreRpcs: testRpcs((method) => cancelled.push(method)),
    });
  });

  afterEach(() => front.stop());

  it('streams both ways at once', async () => {
    const stream = await openEcho();
    stream.write({ key: 'a' });
    expect(await nextKey(stream)).toBe('a');
    stream.write({ key: 'b' });
    expect(await nextKey(stream)).toBe('b');
    stream.end();
    const [ended] = await once(stream, 'status');
    expect(ended).toMatchObject({ code: status.OK });
  });

  it('ends a stream with the error of its method, behind what was answered before', async () => {
    const stream = await openEcho();
    stream.write({ key: 'a' });
    stream.write({ key: 'fail' });
    expect(await nextKey(stream)).toBe('a');
    const [error] = (await once(stream, 'error')) as [ServiceError];
    expect(error).toMatchObject({ code: status.NOT_FOUND, details: 'as asked' });
  });

  it('tells a streaming method that its caller has gone', async () => {
    const stream = await openEcho();
    stream.write({ key: 'wait' });
    await nextKey(stream);
    stream.on('error', () => {}); // its own cancelling
    stream.cancel();
    await until('the cancelling', () => cancelled.includes(echo.path) || undefined);
  });

  it('takes no more requests from the wire than its method reads', async () => {
    const session = connect(
      `https://127.0.0.1:${front.port}`,
      await front.authority.client('root'),
    );
    const stream = session.request({
      ':method': 'POST',
      ':path': deaf.path,
      'content-type': 'application/grpc',
    });
    const request = answerFrameOf(deaf.requestSerialize({ key: 'x'.repeat(16 * 1024) }));
    let sentBytes = 0;
    const send = (): unknown =>
      stream.write(request, (error) => {
        if (error) return;
        sentBytes += request.length;
        send();
      });
    stream.on('error', () => {}); // its session is destroyed below
    send();
    let before = -1;
    await until('the sending to stop', async () => {
      const isOver = sentBytes > 0 && sentBytes === before;
      before = sentBytes;
      await new Promise<void>((resolve) => void session.ping(() => resolve()));
      return isOver || undefined;
    });
    session.destroy();
    expect(sentBytes).toBeLessThan(1024 * 1024);
    await until('the cancelling', () => cancelled.includes(deaf.path) || undefined);
  });

  it('takes a stream of requests and answers once', async () => {
    const client = await front.connectAs('root');
    const answer = await new Promise<api.GetResponse | undefined>((resolve, reject) => {
      const stream = client.makeClientStreamRequest(
        join.path,
        join.requestSerialize,
        join.responseDeserialize,
        (error: ServiceError | null, response?: api.GetResponse) =>
          error === null ? resolve(response) : reject(error),
      );
      for (const key of ['a', 'b', 'c']) stream.write({ key });
      stream.end();
    });
    expect(answer?.key).toBe('abc');
  });

  it.each([
    ['5m', status.DEADLINE_EXCEEDED],
    ['soon', status.INTERNAL],
  ])('ends a call itself when its time, %s, is over', async (timeout, code) => {
    const identity = await front.authority.client('root');
    const session = connect(`https://127.0.0.1:${front.port}`, identity);
    const stream = session.request({
      ':method': 'POST',
      ':path': never.path,
      'content-type': 'application/grpc',
      'grpc-timeout': timeout,
    });
    stream.end(answerFrameOf(never.requestSerialize({ key: 'a' })));
    const answer = await statusIn(stream);
    session.destroy();
    expect(answer).toBe(`${code}`);
  });

  it('answers a method that it does not have, by name', async () => {
    const client = await front.connectAs('root');
    expect(await call(client, { ...kvService.get, path: '/api.KV/Nothing' }, {})).toMatchObject({
      code: 'UNIMPLEMENTED',
      details: 'the server has no method "/api.KV/Nothing"',
    });
  });

  it('refuses what is no gRPC with an HTTP status', async () => {
    const session = connect(
      `https://127.0.0.1:${front.port}`,
      await front.authority.client('root'),
    );
    const answers = await Promise.all([
      httpStatus(session, { ':method': 'GET', ':path': kvService.get.path }),
      httpStatus(session, { ':method': 'POST', 'content-type': 'application/json' }),
    ]);
    session.destroy();
    expect(answers).toEqual([405, 415]);
  });

  async function openEcho(): Promise<ClientDuplexStream<api.IGetRequest, api.GetResponse>> {
    const client = await front.connectAs('root');
    return client.makeBidiStreamRequest(
      echo.path,
      echo.requestSerialize,
      echo.responseDeserialize,
      new Metadata(),
    );
  }
});

function testRpcs(onCancelled: (method: string) => void): Rpc[] {
  const requires = { type: 'authenticated' } as const;
  return [
    bidiStream({
      method: echo as GetMethod,
      requires,
      handle: async (requests, stream) => {
        void stream.whenCancelled().then(() => onCancelled(echo.path));
        for await (const { key } of requests) await answerTo(key, stream);
      },
    }),
    bidiStream({
      method: deaf as GetMethod,
      requires,
      handle: async (_, stream) => {
        await stream.whenCancelled();
        onCancelled(deaf.path);
      },
    }),
    clientStream({
      method: join as GetMethod,
      requires,
      handle: async (requests) => {
        let key = '';
        for await (const request of requests) key += request.key;
        return { key };
      },
    }),
    unary({ method: never as GetMethod, requires, handle: () => new Promise(() => {}) }),
  ];
}

async function answerTo(key: string, stream: ResponseStream<api.IGetResponse>): Promise<void> {
  if (key === 'fail') throw new MokvError('NOT_FOUND', 'as asked');
  stream.write({ key }, key.length);
  if (key === 'wait') await stream.whenCancelled();
}

async function nextKey(
  stream: ClientDuplexStream<api.IGetRequest, api.GetResponse>,
): Promise<string> {
  const [{ key }] = (await once(stream, 'data')) as [api.GetResponse];
  return key;
}

/** The status of a call, in trailers of their own or not. */
async function statusIn(stream: ClientHttp2Stream): Promise<unknown> {
  stream.resume();
  const trailers = new Promise<IncomingHttpHeaders>((resolve) => stream.once('trailers', resolve));
  const [response] = await once(stream, 'response');
  return (response['grpc-status'] === undefined ? await trailers : response)['grpc-status'];
}

async function httpStatus(
  session: ClientHttp2Session,
  headers: Record<string, string>,
): Promise<unknown> {
  const stream: ClientHttp2Stream = session.request(headers);
  stream.end();
  const [answer] = await once(stream, 'response');
  return answer[':status'];
}
