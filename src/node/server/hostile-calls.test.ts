import { once } from 'node:events';
import { type ClientHttp2Session, connect } from 'node:http2';
import { gzipSync } from 'node:zlib';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, GrpcFront } from '../../../test/support/grpc-front.ts';
import { kvService } from '../../api/services.ts';

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
    ['a message that is no protobuf', frame(Buffer.from([0xff])), status.INVALID_ARGUMENT],
    ['a field longer than the message', frame(Buffer.from([0x0a, 99])), status.INVALID_ARGUMENT],
  ])('gets an error for %s', async (_, body, code) => {
    expect(await send(body, { 'grpc-encoding': 'gzip' })).toBe(code);
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
