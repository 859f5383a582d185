import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GrpcFront } from '../../../test/support/grpc-front.ts';
import { until } from '../../../test/support/poll.ts';
import { google } from '../../api/gen/messages.js';
import type { Method } from '../../api/services.ts';
import { serverStream } from './call.ts';
import { ResponseStream } from './response-stream.ts';

const chunk = Buffer.alloc(16 * 1024);
const unreadChunksMax = 16;

describe('ResponseStream', () => {
  it('asks to wait when 256 KiB are unread, until some of it is read', async () => {
    const call = new FakeCall();
    const stream = new ResponseStream<Buffer>(call);
    for (let count = 1; count < unreadChunksMax; count += 1) {
      expect(stream.write(chunk, chunk.length)).toBe(true);
    }
    expect(stream.write(chunk, chunk.length)).toBe(false);
    let drained = false;
    const waiting = stream.drained().then(() => {
      drained = true;
    });
    await new Promise(setImmediate);
    expect(drained).toBe(false);
    call.readOne();
    await waiting;
    expect(stream.write(chunk, chunk.length)).toBe(false);
  });

  it('gives up on a reader that takes nothing', async () => {
    const stream = new ResponseStream<Buffer>(new FakeCall(), 50);
    stream.write(chunk, 1024 * 1024);
    await expect(stream.drained()).rejects.toMatchObject({
      code: 'RESOURCE_EXHAUSTED',
      message: 'the caller read nothing for 0.05 s',
    });
  });

  it('does not give up on a reader that takes little by little', async () => {
    const call = new FakeCall();
    const stream = new ResponseStream<Buffer>(call, 100);
    for (let count = 0; count < 2 * unreadChunksMax; count += 1) stream.write(chunk, chunk.length);
    const reading = setInterval(() => call.readOne(), 20);
    await stream.drained();
    clearInterval(reading);
    expect(call.unread.length).toBe(unreadChunksMax - 1);
  });

  it('waits for nobody when the caller is gone', async () => {
    const call = new FakeCall();
    const stream = new ResponseStream<Buffer>(call);
    stream.write(chunk, 1024 * 1024);
    const waiting = stream.drained();
    call.cancelled = true;
    call.emit('cancelled');
    await waiting;
    await stream.whenCancelled();
  });
});

describe('a stream to a client that does not read', () => {
  const method: Method<object, object, Buffer, Buffer> = {
    path: '/test.Stream/Read',
    requestStream: false,
    responseStream: true,
    requestSerialize: () => Buffer.alloc(0),
    requestDeserialize: (bytes) => google.protobuf.Empty.decode(bytes),
    responseSerialize: (bytes) => bytes,
    responseDeserialize: (bytes) => bytes,
  };
  let front: GrpcFront;
  let written = 0;

  beforeEach(async () => {
    const endless = serverStream<object, Buffer>({
      method,
      requires: { type: 'authenticated' },
      handle: async (_, stream) => {
        while (!stream.cancelled) {
          written += 1;
          if (!stream.write(chunk, chunk.length)) await stream.drained();
        }
      },
    });
    front = await GrpcFront.start({ policy: '', moreRpcs: [endless] });
  });

  afterEach(() => front.stop());

  it('holds little, goes on when it reads, and ends when it is gone', async () => {
    const client = await front.connectAs('reader');
    const { path, requestSerialize, responseDeserialize } = method;
    const stream = client.makeServerStreamRequest(path, requestSerialize, responseDeserialize, {});
    stream.on('error', () => {}); // it is cancelled below
    await until('the stream to be full', () => written > unreadChunksMax || undefined);
    let received = 0;
    for await (const _ of stream) {
      received += 1;
      expect(written - received).toBeLessThan(128);
      if (received === 1000) break;
    }
    stream.cancel();
    const record = await until('the end of the call', () => front.calls[0]);
    expect(record).toMatchObject({ code: 1, user: 'reader' });
  });
});

class FakeCall extends EventEmitter {
  readonly unread: (() => void)[] = [];
  cancelled = false;

  write(_: Buffer, read: () => void): boolean {
    this.unread.push(read);
    return true;
  }

  readOne(): void {
    this.unread.shift()?.();
  }
}
