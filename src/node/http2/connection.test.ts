import { describe, expect, it } from 'vitest';
import {
  data,
  frame,
  greeting,
  number,
  requestBlock,
  requestHeaders,
  setting,
} from '../../../test/support/http2-frames.ts';
import { TestConnection } from '../../../test/support/test-http2-connection.ts';
import { headerBlock } from './header-block.ts';
import { clientPreface, errorCode, flag, frameType, setting as settingId } from './protocol.ts';

const { endStream, endHeaders, padded, ack, priority } = flag;
const message = Buffer.from('message');

describe('ServerConnection', () => {
  it('says its settings at once, and answers those of the client', () => {
    const connection = new TestConnection();
    expect(connection.take()).toEqual([
      'SETTINGS 0 000300000100 000400040000 000600004000',
      'WINDOW_UPDATE 0 458753',
    ]);
    connection.receive(greeting);
    expect(connection.take()).toEqual(['SETTINGS 0 ack']);
    expect(connection.events).toEqual(['settled']);
  });

  it('gives a request and its body, and sends head, data and trailers in one go', () => {
    const connection = TestConnection.settled();
    connection.receive(requestHeaders(1), data(1, message, endStream));
    expect(connection.events).toEqual(['1 POST /test', '1 received message', '1 ended']);
    connection.answer(1, 'answer');
    expect(connection.take()).toEqual([
      'HEADERS 1 head',
      'DATA 1 answer',
      'HEADERS 1 end trailers',
    ]);
    connection.receive(frame(frameType.rstStream, 0, 1, number(8))); // too late to matter
    expect(connection.take()).toEqual([]);
  });

  it('takes padding, priorities and continuations', () => {
    const connection = TestConnection.settled();
    const block = requestBlock();
    const start = Buffer.concat([
      Buffer.of(2, 0, 0, 0, 0, 16),
      block.subarray(0, 9),
      Buffer.alloc(2),
    ]);
    connection.receive(
      frame(frameType.headers, padded | priority, 1, start),
      frame(frameType.continuation, 0, 1, block.subarray(9, 12)),
      frame(frameType.continuation, endHeaders, 1, block.subarray(12)),
      data(1, Buffer.concat([Buffer.of(3), message, Buffer.alloc(3)]), padded | endStream),
    );
    expect(connection.events).toEqual(['1 POST /test', '1 received message', '1 ended']);
  });

  it('asks a caller to stop who still sends behind its answer, and not one who has ended by then', () => {
    const connection = TestConnection.settled();
    connection.receive(requestHeaders(1), requestHeaders(3));
    connection.answer(1, '');
    connection.answer(3, '');
    connection.receive(data(3, message, endStream));
    expect(connection.take()).toEqual([
      ...['HEADERS 1 head', 'DATA 1 ', 'HEADERS 1 end trailers'],
      ...['HEADERS 3 head', 'DATA 3 ', 'HEADERS 3 end trailers'],
      'RST_STREAM 1 0',
    ]);
    connection.receive(data(1, message, endStream)); // was on its way
    expect(connection.take()).toEqual([]);
  });

  it('tells a stream that its caller has reset it, and frees its place', () => {
    const connection = TestConnection.settled();
    connection.receive(requestHeaders(1), frame(frameType.rstStream, 0, 1, number(8)));
    connection.answer(1, 'nobody reads this');
    expect(connection.events).toEqual(['1 POST /test', '1 aborted']);
    expect(connection.take()).toEqual([]);
  });

  it('tells every stream that the connection is lost', () => {
    const connection = TestConnection.settled();
    connection.receive(requestHeaders(1), requestHeaders(3));
    connection.core.lost();
    expect(connection.events.slice(2)).toEqual(['1 aborted', '3 aborted']);
    expect(connection.core.isFinished).toBe(true);
  });

  it('lets open streams end when it closes, takes no more, and is finished then', () => {
    const connection = TestConnection.settled();
    connection.receive(requestHeaders(1));
    connection.core.close();
    connection.receive(requestHeaders(3), data(3, message, endStream), data(1, message, endStream));
    expect(connection.take()).toEqual(['GOAWAY 0 last 1 code 0 ']);
    expect(connection.core.isFinished).toBe(false);
    connection.answer(1, 'a');
    expect(connection.take()).toEqual(['HEADERS 1 head', 'DATA 1 a', 'HEADERS 1 end trailers']);
    expect(connection.core.isFinished).toBe(true);
  });

  it('closes when the client says that it goes', () => {
    const connection = TestConnection.settled();
    connection.receive(frame(frameType.goAway, 0, 0, Buffer.alloc(8)));
    expect(connection.take()).toEqual(['GOAWAY 0 last 0 code 0 ']);
    expect(connection.core.isFinished).toBe(true);
  });

  it('answers pings, and tells of answers to its own', () => {
    const connection = TestConnection.settled();
    connection.receive(frame(frameType.ping, 0, 0, Buffer.from('12345678')));
    connection.core.ping();
    expect(connection.take()).toEqual(['PING 0 ack 12345678', 'PING 0 mokvping']);
    connection.receive(frame(frameType.ping, ack, 0, Buffer.from('mokvping')));
    expect(connection.events).toEqual(['ponged']);
  });

  it('ignores what it does not know', () => {
    const connection = TestConnection.settled();
    connection.receive(frame(77, 255, 3, message), frame(frameType.settings, 0, 0, setting(99, 1)));
    expect(connection.take()).toEqual(['SETTINGS 0 ack']);
  });

  it('sends on when a window grows, and trailers behind all data', () => {
    const connection = TestConnection.settled();
    const window = setting(settingId.initialWindowSize, 3);
    connection.receive(frame(frameType.settings, 0, 0, window), requestHeaders(1, {}, endStream));
    connection.take();
    connection.answer(1, 'abcdefgh');
    expect(connection.take()).toEqual(['HEADERS 1 head', 'DATA 1 abc']);
    connection.receive(frame(frameType.windowUpdate, 0, 1, number(2)));
    expect(connection.take()).toEqual(['DATA 1 de']);
    connection.receive(frame(frameType.settings, 0, 0, setting(settingId.initialWindowSize, 99)));
    expect(connection.take()).toEqual(['SETTINGS 0 ack', 'DATA 1 fgh', 'HEADERS 1 end trailers']);
  });

  it.each<[what: string, code: number, then: Buffer[]]>([
    ['an upper-case name', errorCode.protocolError, [withField('Name', 'a')]],
    ['a field of HTTP/1', errorCode.protocolError, [withField('connection', 'close')]],
    ['another te than trailers', errorCode.protocolError, [withField('te', 'gzip')]],
    ['a line end in a value', errorCode.protocolError, [withField('a', 'b\r\nc')]],
    ['an unknown pseudo-header', errorCode.protocolError, [withField(':status', '200')]],
    ['a pseudo-header behind others', errorCode.protocolError, [withField(':path', '/b')]],
    ['no path', errorCode.protocolError, [requestHeaders(1, { ':path': '' })]],
    ['a wrong content-length', errorCode.protocolError, [withField('content-length', 'x')]],
    ['too many fields', errorCode.enhanceYourCalm, [withField('a', 'x'.repeat(16_150))]],
    [
      'less data than declared',
      errorCode.protocolError,
      [requestHeaders(1, { 'content-length': '9' }), data(1, message, endStream)],
    ],
    [
      'more data than declared',
      errorCode.protocolError,
      [requestHeaders(1, { 'content-length': '3' }), data(1, message)],
    ],
    [
      'data behind the end',
      errorCode.streamClosed,
      [requestHeaders(1, {}, endStream), data(1, message)],
    ],
    [
      'headers behind the end',
      errorCode.streamClosed,
      [requestHeaders(1, {}, endStream), requestHeaders(1, {}, endStream)],
    ],
    ['trailers without an end', errorCode.protocolError, [requestHeaders(1), trailers('a', 0)]],
    [
      'a pseudo-header in trailers',
      errorCode.protocolError,
      [requestHeaders(1), trailers(':path', endStream)],
    ],
    [
      'a window that grows by nothing',
      errorCode.protocolError,
      [requestHeaders(1), frame(frameType.windowUpdate, 0, 1, number(0))],
    ],
    [
      'a window that is too large',
      errorCode.flowControlError,
      [requestHeaders(1), frame(frameType.windowUpdate, 0, 1, number(2 ** 31 - 1))],
    ],
  ])('resets a stream for %s, and goes on', (_, code, then) => {
    const connection = TestConnection.settled();
    connection.receive(...then);
    expect(connection.take()).toEqual([`RST_STREAM 1 ${code}`]);
    connection.receive(requestHeaders(3, {}, endStream));
    expect(connection.events.slice(-2)).toEqual(['3 POST /test', '3 ended']);
  });

  it('resets a stream whose window is exceeded', () => {
    const connection = TestConnection.settled({ reads: false });
    connection.receive(requestHeaders(1));
    for (let count = 0; count < 16; count += 1) connection.receive(data(1, Buffer.alloc(16_384)));
    expect(connection.take()).toEqual(['WINDOW_UPDATE 0 262144']);
    connection.receive(data(1, Buffer.of(1)));
    expect(connection.take()).toEqual(['RST_STREAM 1 3']);
  });

  it('refuses the 257th stream, which the client may open again', () => {
    const connection = TestConnection.settled();
    for (let index = 0; index < 257; index += 1) connection.receive(requestHeaders(2 * index + 1));
    expect(connection.take()).toEqual(['RST_STREAM 513 7']);
    connection.receive(data(513, message, endStream), data(1, message, endStream));
    connection.answer(1, '');
    connection.take();
    connection.receive(requestHeaders(515));
    expect(connection.events.at(-1)).toBe('515 POST /test');
  });

  it.each<[what: string, code: number, then: Buffer[]]>([
    ['a frame above 16 KiB', errorCode.frameSizeError, [data(1, Buffer.alloc(16_385))]],
    ['data on an idle stream', errorCode.protocolError, [data(1, message)]],
    ['data on no stream', errorCode.protocolError, [data(0, message)]],
    ['headers on no stream', errorCode.protocolError, [requestHeaders(0)]],
    ['a stream of an even number', errorCode.protocolError, [requestHeaders(2)]],
    [
      'a reset of an idle stream',
      errorCode.protocolError,
      [frame(frameType.rstStream, 0, 1, number(8))],
    ],
    [
      'a window of an idle stream',
      errorCode.protocolError,
      [frame(frameType.windowUpdate, 0, 1, number(8))],
    ],
    ['a reset of the wrong size', errorCode.frameSizeError, [frame(frameType.rstStream, 0, 1)]],
    ['a window of the wrong size', errorCode.frameSizeError, [frame(frameType.windowUpdate, 0, 0)]],
    [
      'a window that grows by nothing',
      errorCode.protocolError,
      [frame(frameType.windowUpdate, 0, 0, number(0))],
    ],
    [
      'a window that is too large',
      errorCode.flowControlError,
      [frame(frameType.windowUpdate, 0, 0, number(2 ** 31 - 1))],
    ],
    [
      'a stream window above 2^31-1',
      errorCode.flowControlError,
      [frame(frameType.settings, 0, 0, setting(settingId.initialWindowSize, 2 ** 31))],
    ],
    [
      'stream windows that become too large',
      errorCode.flowControlError,
      [
        requestHeaders(1),
        frame(frameType.windowUpdate, 0, 1, number(2 ** 31 - 1 - 65_535)),
        frame(frameType.settings, 0, 0, setting(settingId.initialWindowSize, 65_536)),
      ],
    ],
    [
      'a push setting of 2',
      errorCode.protocolError,
      [frame(frameType.settings, 0, 0, setting(settingId.enablePush, 2))],
    ],
    [
      'a frame size below the least',
      errorCode.protocolError,
      [frame(frameType.settings, 0, 0, setting(settingId.maxFrameSize, 16_383))],
    ],
    [
      'settings of the wrong size',
      errorCode.frameSizeError,
      [frame(frameType.settings, 0, 0, Buffer.alloc(5))],
    ],
    ['settings of a stream', errorCode.protocolError, [frame(frameType.settings, 0, 1)]],
    [
      'an answer to settings that is not empty',
      errorCode.frameSizeError,
      [frame(frameType.settings, ack, 0, Buffer.alloc(6))],
    ],
    [
      'a ping of the wrong size',
      errorCode.frameSizeError,
      [frame(frameType.ping, 0, 0, Buffer.alloc(7))],
    ],
    ['a ping of a stream', errorCode.protocolError, [frame(frameType.ping, 0, 1, Buffer.alloc(8))]],
    [
      'a goaway of a stream',
      errorCode.protocolError,
      [frame(frameType.goAway, 0, 1, Buffer.alloc(8))],
    ],
    [
      'a goaway of the wrong size',
      errorCode.frameSizeError,
      [frame(frameType.goAway, 0, 0, Buffer.alloc(7))],
    ],
    [
      'a priority of no stream',
      errorCode.protocolError,
      [frame(frameType.priority, 0, 0, Buffer.alloc(5))],
    ],
    [
      'a priority of the wrong size',
      errorCode.frameSizeError,
      [frame(frameType.priority, 0, 1, Buffer.alloc(4))],
    ],
    [
      'a stream that depends on itself',
      errorCode.protocolError,
      [frame(frameType.priority, 0, 1, Buffer.of(0, 0, 0, 1, 0))],
    ],
    [
      'a promise',
      errorCode.protocolError,
      [frame(frameType.pushPromise, endHeaders, 1, Buffer.alloc(4))],
    ],
    [
      'a continuation of nothing',
      errorCode.protocolError,
      [frame(frameType.continuation, endHeaders, 1)],
    ],
    [
      'a header block that is interrupted',
      errorCode.protocolError,
      [frame(frameType.headers, 0, 1), frame(frameType.ping, 0, 0, Buffer.alloc(8))],
    ],
    [
      'a header block that goes on for another stream',
      errorCode.protocolError,
      [frame(frameType.headers, 0, 1), frame(frameType.continuation, 0, 3)],
    ],
    [
      'a damaged header block',
      errorCode.compressionError,
      [frame(frameType.headers, endHeaders, 1, Buffer.of(0x80))],
    ],
    [
      'padding longer than its frame',
      errorCode.protocolError,
      [requestHeaders(1), data(1, Buffer.of(2, 0), padded)],
    ],
    [
      'padding without a length',
      errorCode.frameSizeError,
      [requestHeaders(1), data(1, Buffer.alloc(0), padded)],
    ],
    [
      'headers too short for their priority',
      errorCode.frameSizeError,
      [frame(frameType.headers, endHeaders | priority, 1, Buffer.alloc(4))],
    ],
    [
      'a stream below an earlier one',
      errorCode.protocolError,
      [requestHeaders(5), requestHeaders(3)],
    ],
  ])('ends the connection for %s', (_, code, then) => {
    const connection = TestConnection.settled();
    connection.receive(...then);
    expect(connection.take().at(-1)).toMatch(new RegExp(`^GOAWAY 0 last \\d+ code ${code} \\w`));
    expect(connection.core.isFinished).toBe(true);
    connection.receive(requestHeaders(7));
    expect(connection.take()).toEqual([]);
  });

  it('ends the connection for a frame on a stream that has ended on both sides', () => {
    const connection = TestConnection.settled();
    connection.receive(requestHeaders(1, {}, endStream));
    connection.answer(1, '');
    connection.take();
    connection.receive(frame(frameType.windowUpdate, 0, 1, number(8))); // may have been on its way
    expect(connection.take()).toEqual([]);
    connection.receive(data(1, message));
    expect(connection.take().at(-1)).toMatch(/^GOAWAY 0 last 1 code 5 /);
  });

  it.each([
    ['another protocol', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
    ['another first frame', Buffer.concat([clientPreface, requestHeaders(1)])],
    [
      'an answer to settings as its first frame',
      Buffer.concat([clientPreface, frame(frameType.settings, ack, 0)]),
    ],
  ])('ends a connection that begins with %s', (_, bytes) => {
    const connection = new TestConnection();
    connection.receive(bytes);
    expect(connection.take().at(-1)).toMatch(/^GOAWAY 0 last 0 code 1 /);
    expect(connection.events).toEqual([]);
  });
});

function withField(name: string, value: string): Buffer {
  const block = Buffer.concat([requestBlock(), headerBlock([[name, value]])]);
  return frame(frameType.headers, endHeaders, 1, block);
}

function trailers(name: string, flags: number): Buffer {
  return frame(frameType.headers, endHeaders | flags, 1, headerBlock([[name, 'b']]));
}
