import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, GrpcFront } from '../../../test/support/grpc-front.ts';
import { keysService, kvService } from '../../api/services.ts';
import { answerFrameOf } from './message-frames.ts';

const frameType = {
  data: 0,
  headers: 1,
  rstStream: 3,
  settings: 4,
  ping: 6,
  continuation: 9,
} as const;
const flag = { endStream: 1, endHeaders: 4 } as const;
const cancel = Buffer.from([0, 0, 0, 8]);
const preface = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  frame(frameType.settings, 0, 0),
]);

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
      frame(frameType.headers, flag.endHeaders, id, headerBlock(fields)),
      ...then,
      frame(frameType.rstStream, 0, id, cancel),
    ];
    const empty = answerFrameOf(Buffer.alloc(0));
    socket.write(
      Buffer.concat([
        preface,
        ...opened(1),
        ...opened(3, frame(frameType.data, 0, 3, empty)),
        ...opened(5, frame(frameType.data, flag.endStream, 5, empty)),
      ]),
    );
    await answeredPing(socket);
  });

  it('end the connection in the middle of a call', async () => {
    const fields = { ':path': keysService.pipeline.path };
    const headers = frame(frameType.headers, flag.endHeaders, 1, headerBlock(fields));
    const half = frame(frameType.data, 0, 1, Buffer.from('0000', 'hex'));
    socket.write(Buffer.concat([preface, headers, half]));
    await answeredPing(socket);
    socket.destroy();
  });

  it('continue headers without end', async () => {
    const cut = new Promise((resolve) => socket.once('close', resolve));
    const block = headerBlock({ ':path': kvService.get.path });
    socket.write(Buffer.concat([preface, frame(frameType.headers, 0, 1, block)]));
    for (let count = 0; count < 1000 && !socket.destroyed; count += 1) {
      socket.write(frame(frameType.continuation, 0, 1, literal('x', 'y'.repeat(1000))));
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

/** RFC 9113 §4.1. */
function frame(
  type: number,
  flags: number,
  streamId: number,
  payload: Buffer = Buffer.alloc(0),
): Buffer {
  const header = Buffer.alloc(9);
  header.writeUIntBE(payload.length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(streamId, 5);
  return Buffer.concat([header, payload]);
}

function headerBlock(fields: Readonly<Record<string, string>>): Buffer {
  const all = {
    ':method': 'POST',
    ':scheme': 'https',
    ':authority': 'localhost',
    ...fields,
    'content-type': 'application/grpc',
    te: 'trailers',
  };
  return Buffer.concat(Object.entries(all).map(([name, value]) => literal(name, value)));
}

/** A header that is neither indexed nor compressed (RFC 7541 §6.2.2). */
function literal(name: string, value: string): Buffer {
  return Buffer.concat([Buffer.of(0), text(name), text(value)]);
}

function text(characters: string): Buffer {
  const bytes = Buffer.from(characters);
  if (bytes.length < 127) return Buffer.concat([Buffer.of(bytes.length), bytes]);
  const rest = bytes.length - 127;
  return Buffer.concat([Buffer.of(127, (rest & 127) | 128, rest >> 7), bytes]);
}
