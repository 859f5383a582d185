import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, GrpcFront } from '../../../test/support/grpc-front.ts';
import {
  data,
  frame,
  greeting,
  number,
  requestBlock,
  requestHeaders,
  setting,
} from '../../../test/support/http2-frames.ts';
import { keysService, kvService } from '../../api/services.ts';
import { headerBlock } from '../http2/header-block.ts';
import { flag, frameType, setting as settingId } from '../http2/protocol.ts';
import { answerFrameOf } from './message-frames.ts';

const cancel = number(8);

describe('hostile HTTP/2 frames', () => {
  let front: GrpcFront;
  let socket: TLSSocket;

  beforeAll(async () => {
    front = await GrpcFront.start({ policy: 'p, root, *, consume\n' });
  });

  afterAll(() => front.stop());

  beforeEach(async () => {
    const root = await front.authority.client('root');
    socket = connect({ host: '127.0.0.1', port: front.port, ALPNProtocols: ['h2'], ...root });
    socket.on('error', () => {}); // being cut off is a fair answer
    socket.resume();
    await once(socket, 'secureConnect');
    return async () => {
      socket.destroy();
      const honest = await front.connectAs('root');
      expect((await call(honest, kvService.get, { key: 'a' })).code).toBe('NOT_FOUND');
    };
  });

  it.each([
    ['no gRPC', { ':method': 'GET', ':path': '/' }],
    ['an unknown method', { ':path': '/api.KV/Purge' }],
    ['a malformed timeout', { ':path': kvService.get.path, 'grpc-timeout': 'soon' }],
    ['a unary method', { ':path': kvService.get.path, 'grpc-timeout': '1S' }],
    ['a list', { ':path': kvService.list.path }],
    ['a watch', { ':path': keysService.watch.path }],
    ['a pipeline', { ':path': keysService.pipeline.path }],
    ['an import', { ':path': keysService.import.path }],
  ])('reset a call of %s in the packet that opens it', async (_, fields) => {
    const opened = (id: number, ...then: Buffer[]): Buffer[] => [
      requestHeaders(id, fields),
      ...then,
      frame(frameType.rstStream, 0, id, cancel),
    ];
    const empty = answerFrameOf(Buffer.alloc(0));
    socket.write(
      Buffer.concat([
        greeting,
        ...opened(1),
        ...opened(3, data(3, empty)),
        ...opened(5, data(5, empty, flag.endStream)),
      ]),
    );
    await answeredPing(socket);
  });

  it('end the connection in the middle of a call', async () => {
    const fields = { ':path': keysService.pipeline.path };
    const headers = requestHeaders(1, fields);
    const half = data(1, Buffer.from('0000', 'hex'));
    socket.write(Buffer.concat([greeting, headers, half]));
    await answeredPing(socket);
    socket.destroy();
  });

  it('give no window for the answers that they ask for', async () => {
    const empty = answerFrameOf(Buffer.alloc(0));
    const calls = Array.from({ length: 300 }, (_, index) => [
      requestHeaders(2 * index + 1, { ':path': kvService.list.path }),
      data(2 * index + 1, empty, flag.endStream),
    ]);
    const noWindow = frame(frameType.settings, 0, 0, setting(settingId.initialWindowSize, 0));
    socket.write(Buffer.concat([greeting, noWindow, ...calls.flat()]));
    await answeredPing(socket);
  });

  it('continue headers without end', async () => {
    const cut = new Promise((resolve) => socket.once('close', resolve));
    const block = requestBlock({ ':path': kvService.get.path });
    socket.write(Buffer.concat([greeting, frame(frameType.headers, 0, 1, block)]));
    for (let count = 0; count < 1000 && !socket.destroyed; count += 1) {
      socket.write(frame(frameType.continuation, 0, 1, headerBlock([['x', 'y'.repeat(1000)]])));
      if (count % 50 === 0) await new Promise(setImmediate);
    }
    await cut;
  });
});

/** Resolves when the server has answered a ping, behind everything that was sent before. */
async function answeredPing(socket: TLSSocket): Promise<void> {
  const payload = Buffer.from('mokvping');
  const answered = new Promise<void>((resolve, reject) => {
    let received = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      if (received.includes(payload)) resolve();
    });
    socket.once('close', () => reject(new Error('the server closed the connection')));
  });
  socket.write(frame(frameType.ping, 0, 0, payload));
  await answered;
}
