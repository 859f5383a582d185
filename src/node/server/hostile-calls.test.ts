import { once } from 'node:events';
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, GrpcFront } from '../../../test/support/grpc-front.ts';
import { keysService, kvService } from '../../api/services.ts';

const getA = kvService.get.requestSerialize({ key: 'a' });
const mebibyte = 1024 * 1024;

describe('a hostile client', () => {
  let front: GrpcFront;
  let session: ClientHttp2Session;

  beforeAll(async () => {
    front = await GrpcFront.start({ policy: 'p, root, *, consume\n' });
  });

  afterAll(() => front.stop());

  beforeEach(async () => {
    session = connect(`https://127.0.0.1:${front.port}`, await front.authority.client('nobody'));
    session.on('error', () => {}); // being cut off is a fair answer
    await once(session, 'connect');
    return async () => {
      session.destroy();
      const honest = await front.connectAs('root');
      expect((await call(honest, kvService.get, { key: 'a' })).code).toBe('NOT_FOUND');
    };
  });

  it.each([
    ['x-user', 'root'],
    ['x-forwarded-user', 'root'],
    ['authorization', 'Bearer root'],
    [':authority', 'root'],
  ])('becomes nobody else by the header %s', async (name, value) => {
    const answer = await send(frame(getA), { [name]: value });
    expect(answer).toBe(status.PERMISSION_DENIED);
  });

  it.each([
    ['a gzip bomb', frame(gzipSync(Buffer.alloc(64 * mebibyte)), 1), status.RESOURCE_EXHAUSTED],
    ['bad gzip', frame(Buffer.from('no gzip'), 1), status.INTERNAL],
    ['a message of 5 MiB', frame(Buffer.alloc(5 * mebibyte)), status.RESOURCE_EXHAUSTED],
    ['a declared length of 4 GiB', Buffer.from('00ffffffff00', 'hex'), status.RESOURCE_EXHAUSTED],
    ['two messages', Buffer.concat([frame(getA), frame(getA)]), status.UNIMPLEMENTED],
    ['no message', Buffer.alloc(0), status.UNIMPLEMENTED],
    ['a message that is cut off', frame(getA).subarray(0, -1), status.INTERNAL],
    ['a prefix that is cut off', frame(getA).subarray(0, 3), status.INTERNAL],
    ['a flag that there is none of', frame(getA, 2), status.INTERNAL],
    [
      'a message and the start of another',
      Buffer.concat([frame(getA), Buffer.of(0)]),
      status.UNIMPLEMENTED,
    ],
    ['a message that is no protobuf', frame(Buffer.from([0xff])), status.INVALID_ARGUMENT],
    ['a field longer than the message', frame(Buffer.from([0x0a, 99])), status.INVALID_ARGUMENT],
  ])('gets an error for %s', async (_, body, code) => {
    expect(await send(body, { 'grpc-encoding': 'gzip' })).toBe(code);
  });

  it('is told what it may compress with', async () => {
    const stream = session.request(headers({ 'grpc-encoding': 'br' }));
    stream.end(frame(getA, 1));
    const [answer] = await once(stream, 'response');
    expect(answer).toMatchObject({
      'grpc-status': `${status.UNIMPLEMENTED}`,
      'grpc-accept-encoding': 'identity,gzip,deflate',
    });
  });

  it.each([
    ['a flag that there is none of', frame(Buffer.alloc(0), 2), status.INTERNAL],
    ['a declared length of 4 GiB', Buffer.from('00ffffffff00', 'hex'), status.RESOURCE_EXHAUSTED],
    ['a message that is cut off', Buffer.from('000000000400', 'hex'), status.INTERNAL],
    ['bad gzip', frame(Buffer.from('no gzip'), 1), status.INTERNAL],
    ['a message that is no protobuf', frame(Buffer.from([0xff])), status.INVALID_ARGUMENT],
  ])('gets an error for %s in a stream', async (_, body, code) => {
    const root = connect(`https://127.0.0.1:${front.port}`, await front.authority.client('root'));
    const { path } = keysService.pipeline;
    const stream = root.request(headers({ ':path': path, 'grpc-encoding': 'gzip' }));
    stream.end(body);
    expect((await trailersOf(stream))['grpc-status']).toBe(`${code}`);
    root.destroy();
  });

  it('is asked to stop when its call has ended while it sends', async () => {
    const stream = session.request(headers({}));
    const ended = trailersOf(stream);
    stream.write(Buffer.from('00ffffffff', 'hex')); // and never an end
    expect((await ended)['grpc-status']).toBe(`${status.RESOURCE_EXHAUSTED}`);
    if (!stream.closed) await once(stream, 'close');
    expect(stream.rstCode).toBe(constants.NGHTTP2_NO_ERROR);
  });

  it('gets its answer for a message in pieces of a byte', async () => {
    const stream = session.request(headers({}));
    const answered = once(stream, 'response');
    for (const byte of frame(getA)) stream.write(Buffer.of(byte));
    stream.end();
    expect((await answered)[0]['grpc-status']).toBe(`${status.PERMISSION_DENIED}`);
  });

  it('is cut off when it opens and resets calls again and again', async () => {
    const cut = new Promise((resolve) => session.once('close', resolve));
    for (let round = 0; round < 12 && !session.closed; round += 1) {
      const streams = Array.from({ length: 100 }, () => session.request(headers({})));
      for (const stream of streams) {
        stream.on('error', () => {}); // expected when it is cut off
        stream.write(frame(getA).subarray(0, 3));
      }
      await sessionPing(session);
      for (const stream of streams) stream.close(constants.NGHTTP2_CANCEL);
    }
    await cut;
  });

  it('gets nowhere with a flood of headers', async () => {
    const many = Array.from({ length: 500 }, (_, index) => [`x-${index}`, 'y'.repeat(100)]);
    const stream = session.request(headers(Object.fromEntries(many)));
    stream.on('error', () => {}); // the answer
    stream.end(frame(getA));
    await new Promise((resolve) => stream.once('close', resolve));
    expect(stream.rstCode).toBe(constants.NGHTTP2_ENHANCE_YOUR_CALM);
  });

  it('holds up nobody when it reads none of its answers', async () => {
    for (let count = 0; count < 256; count += 1) {
      const stream = session.request(headers({}));
      stream.on('error', () => {}); // it is cut off at the end
      stream.pause();
      stream.end(frame(getA));
    }
    await send(frame(getA), {}).catch(() => undefined);
  });

  it('is recorded when it asks for what there is not, under one name', async () => {
    const before = front.calls.length;
    const stream = session.request(headers({ ':path': `/api.KV/${'x'.repeat(5000)}` }));
    stream.end();
    const trailers = await trailersOf(stream);
    expect(trailers['grpc-status']).toBe(`${status.UNIMPLEMENTED}`);
    expect(String(trailers['grpc-message']).length).toBeLessThan(300);
    expect(front.calls.slice(before)).toMatchObject([
      { method: 'unknown', user: 'nobody', code: status.UNIMPLEMENTED },
    ]);
  });

  it('opens no more than 256 streams at once', async () => {
    await send(frame(getA), {}); // the server's settings have arrived before its answer
    expect(session.remoteSettings.maxConcurrentStreams).toBe(256);
  });

  /** @returns the gRPC status. */
  async function send(body: Buffer, extra: Record<string, string>): Promise<number> {
    const stream = session.request(headers(extra));
    const answered = new Promise<number>((resolve, reject) => {
      stream.on('response', (response) => {
        if (response['grpc-status'] !== undefined) resolve(Number(response['grpc-status']));
      });
      stream.on('trailers', (trailers) => resolve(Number(trailers['grpc-status'])));
      stream.on('error', reject);
    });
    stream.resume();
    stream.end(body);
    return answered;
  }
});

/** Resolves when all that was sent before has arrived, or nothing arrives any more. */
function sessionPing(session: ClientHttp2Session): Promise<void> {
  return new Promise((resolve) => {
    if (session.destroyed || !session.ping(() => resolve())) resolve();
  });
}

/** What a call ended with, in trailers of their own or not. */
async function trailersOf(stream: ClientHttp2Stream): Promise<Record<string, unknown>> {
  stream.resume();
  const trailers = new Promise<Record<string, unknown>>((resolve) => {
    stream.once('trailers', resolve);
  });
  const [response] = await once(stream, 'response');
  return response['grpc-status'] === undefined ? trailers : response;
}

function headers(extra: Record<string, string>): Record<string, string> {
  return {
    ':method': 'POST',
    ':path': kvService.get.path,
    'content-type': 'application/grpc',
    te: 'trailers',
    ...extra,
  };
}

function frame(message: Buffer, flags = 0): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt8(flags, 0);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}
