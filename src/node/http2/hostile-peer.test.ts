import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  data,
  frame,
  greeting,
  number,
  requestBlock,
  requestHeaders,
} from '../../../test/support/http2-frames.ts';
import { TestConnection } from '../../../test/support/test-http2-connection.ts';
import { headerBlock } from './header-block.ts';
import { flag, frameType } from './protocol.ts';

const { endStream, ack } = flag;
const message = Buffer.from('message');

describe('a hostile peer of a ServerConnection', () => {
  it.each<[what: string, perRound: number, round: (index: number) => Buffer[]]>([
    [
      'opens and resets streams',
      1000,
      (index) => [
        requestHeaders(2 * index + 1),
        frame(frameType.rstStream, 0, 2 * index + 1, number(8)),
      ],
    ],
    [
      'makes the server reset streams',
      1000,
      (index) => [
        requestHeaders(2 * index + 1),
        frame(frameType.windowUpdate, 0, 2 * index + 1, number(0)),
      ],
    ],
    ['opens malformed streams', 1000, (index) => [requestHeaders(2 * index + 1, { A: 'b' })]],
    [
      'sends empty data',
      10_000,
      (index) => (index === 0 ? [requestHeaders(1)] : [data(1, Buffer.alloc(0))]),
    ],
    ['sends priorities', 10_000, () => [frame(frameType.priority, 0, 1, Buffer.alloc(5))]],
    ['sends frames of no known type', 10_000, () => [frame(99, 0, 0)]],
    ['answers settings again and again', 10_000, () => [frame(frameType.settings, ack, 0)]],
  ])('is told to calm down when it %s', (_, countMax, round) => {
    const connection = TestConnection.settled();
    for (let index = 0; index < countMax; index += 1) connection.receive(...round(index));
    expect(connection.core.isFinished).toBe(false);
    for (let index = countMax; index < countMax + 2; index += 1)
      connection.receive(...round(index));
    expect(connection.take().at(-1)).toMatch(/^GOAWAY 0 last \d+ code 11 /);
  });

  it.each([
    ['in many frames', Buffer.of(0x82)],
    ['of many bytes', Buffer.alloc(8192, 0x82)],
  ])('is told to calm down when it continues a header block %s', (_, piece) => {
    const connection = TestConnection.settled();
    connection.receive(frame(frameType.headers, 0, 1, piece));
    for (let count = 0; count < 17; count += 1) {
      connection.receive(frame(frameType.continuation, 0, 1, piece));
    }
    expect(connection.take()).toEqual([expect.stringMatching(/^GOAWAY 0 last 0 code 11 /)]);
  });

  it('gets a connection that ends or goes on, and never an exception, for any frames', () => {
    const type = fc.oneof(fc.nat(9), fc.nat(255));
    const streamId = fc.oneof(fc.nat(8), fc.nat(2 ** 31 - 1));
    const block = fc.constantFrom(requestBlock(), headerBlock([['grpc-x', 'y']]), Buffer.of(0x82));
    const payload = fc.oneof(fc.uint8Array({ maxLength: 20 }), block, fc.constant(number(7)));
    const flags = fc.oneof(fc.constantFrom(0, 1, 4, 5), fc.nat(255));
    const anyFrame = fc.tuple(type, flags, streamId, payload).map((parts) => frame(...parts));
    const step = fc.oneof(
      { weight: 9, arbitrary: anyFrame },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.nat(3), (steps, answered) => {
        const connection = TestConnection.settled();
        for (const bytes of steps) {
          connection.receive(bytes);
          connection.answer(2 * answered + 1, 'answer');
          connection.take();
        }
        connection.core.close();
        connection.take();
      }),
      { numRuns: 500 },
    );
  });

  it('gets the same however its bytes are cut', () => {
    const bytes = Buffer.concat([
      greeting,
      requestHeaders(1, { 'grpc-timeout': '1S' }),
      data(1, message),
      requestHeaders(3, {}, endStream),
      frame(frameType.ping, 0, 0, Buffer.alloc(8, 1)),
      data(1, message, endStream),
      frame(frameType.rstStream, 0, 3, number(8)),
    ]);
    const whole = new TestConnection();
    whole.receive(bytes);
    const expected = { events: whole.events, output: whole.take() };
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 20 }), (cuts) => {
        const cut = new TestConnection();
        const at = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        for (const [index, end] of at.entries())
          cut.receive(bytes.subarray(at[index - 1] ?? 0, end));
        expect({ events: cut.events, output: cut.take() }).toEqual(expected);
      }),
    );
  });
});
