import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { raftRequest, raftResponseTo } from '../../../test/support/arbitrary-raft-messages.ts';
import { entryTypes, noBytes } from '../raft/entry.ts';
import { decodeRequest, encodeRequest } from './request-codec.ts';
import { encodeResponse } from './response-codec.ts';
import { limits, RequestParser, ResponseParser } from './rpc-parser.ts';

interface Parser {
  push(chunk: Uint8Array): void;
  next(): Buffer | undefined;
}

function framesOf(parser: Parser, chunks: Iterable<Uint8Array>): string[] {
  const frames: string[] = [];
  for (const chunk of chunks) {
    parser.push(chunk);
    for (let frame = parser.next(); frame !== undefined; frame = parser.next()) {
      frames.push(frame.toString('hex'));
    }
  }
  return frames;
}

function* cut(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  let offset = 0;
  for (let turn = 0; offset < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(offset, offset + size);
    offset += size;
  }
}

const hex = (frames: readonly Buffer[]) => frames.map((frame) => frame.toString('hex'));

describe('the parsers', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 5 });

  it('find the same requests however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(raftRequest, { maxLength: 5 }), sizes, (requests, chunkSizes) => {
        const frames = requests.map((request) => encodeRequest(request));
        const chunks = cut(Buffer.concat(frames), chunkSizes);
        expect(framesOf(new RequestParser(), chunks)).toEqual(hex(frames));
      }),
      { numRuns: 50 },
    );
  });

  it('find the same responses however the stream is cut', () => {
    const responses = fc.array(raftRequest.chain(raftResponseTo), { maxLength: 5 });
    fc.assert(
      fc.property(responses, sizes, (messages, chunkSizes) => {
        const frames = messages.map(encodeResponse);
        const chunks = cut(Buffer.concat(frames), chunkSizes);
        expect(framesOf(new ResponseParser(), chunks)).toEqual(hex(frames));
      }),
      { numRuns: 50 },
    );
  });

  it('take a megabyte byte by byte in time that grows with its length only', () => {
    const frame = encodeRequest({
      ...envelope,
      type: 'appendEntries',
      prevLogIndex: 0,
      prevLogTerm: 0,
      leaderCommit: 0,
      heartbeat: false,
      entries: [
        {
          index: 1,
          term: 1,
          type: entryTypes.command,
          data: new Uint8Array(1024 * 1024),
          extensions: noBytes,
          appendedAt: noBytes,
        },
      ],
    });
    const start = performance.now();
    expect(framesOf(new RequestParser(), cut(frame, [1]))).toEqual(hex([frame]));
    // It takes 0.2 s; a parser that started again with each byte would take hours.
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('leave the bytes of a snapshot to be taken raw', () => {
    const parser = new RequestParser();
    const request = encodeRequest({ ...envelope, type: 'readIndex' });
    parser.push(Buffer.concat([request, Buffer.from('raw'), request]));
    expect(parser.next()).toEqual(request);
    expect(parser.takeRaw(3).toString()).toBe('raw');
    expect(parser.next()).toEqual(request);
    expect(parser.takeRaw(3)).toHaveLength(0);
    expect(parser.isInsideRequest).toBe(false);
  });
});

const envelope = {
  rpcId: 1,
  from: 'node-1',
  fromAddress: '10.0.0.1:8400',
  to: 'node-2',
  toAddress: '10.0.0.2:8400',
  term: 1,
};

describe('hostile requests', () => {
  const receiver = { rpcId: 1, id: 'node-2', address: '10.0.0.2:8400' };
  const field = (name: string) =>
    (0xa0 | name.length).toString(16) + Buffer.from(name).toString('hex');
  const map = (...fields: string[]) => (0x80 | fields.length).toString(16) + fields.join('');
  const sender = `${field('Addr')}a1${'61'}`;
  const term = `${field('Term')}01`;

  it.each([
    ['an unknown type byte', '05'],
    ['TLS inside TLS', '16030100'],
    ['an HTTP request', Buffer.from('GET / HTTP/1.1').toString('hex')],
    ['random text instead of a map', '00a568656c6c6f'],
    ['nil', '00c0'],
    ['a map32 with 4 G pairs', '00dfffffffff'],
    ['an array32 with 4 G elements', `0081${field('Entries')}ddffffffff`],
    ['an array of a million elements in an unknown field', `0081${field('X')}dd000f4240`],
    ['a string of 4 GB', `0081${field('Addr')}dbffffffff`],
    ['nesting deeper than 16', `0081${field('X')}${'91'.repeat(17)}`],
    ['nesting of a whole megabyte', `0081${field('X')}${'91'.repeat(1 << 20)}`],
    ['the reserved byte', '0081c1'],
    ['an ext', `0081${field('X')}c70501`],
    ['a fixext', `0081${field('X')}d8`],
    ['a number for a name', '00810701'],
    ['a nil for a name', '0081c001'],
    ['a field twice', `00${map(sender, term, term)}`],
    ['a term of 0', `00${map(sender, `${field('Term')}00`)}`],
    ['a negative term', `00${map(sender, `${field('Term')}ff`)}`],
    ['a term of 2^53', `00${map(sender, `${field('Term')}cf0020000000000000`)}`],
    ['a term of 2^64-1', `00${map(sender, `${field('Term')}cfffffffffffffffff`)}`],
    ['a float for a term', `00${map(sender, `${field('Term')}cb3ff0000000000000`)}`],
    ['an address that is not UTF-8', `00${map(`${field('Addr')}a1ff`, term)}`],
    ['a name of two kilobytes', `00${map(`${field('Addr')}da0800${'61'.repeat(2048)}`, term)}`],
    [
      'more entries than Go ever sends',
      `00${map(sender, `${field('Entries')}dc0401${'80'.repeat(1025)}`)}`,
    ],
    ['entries of nil', `00${map(sender, term, `${field('Entries')}dc0400${'c0'.repeat(1024)}`)}`],
    ['a snapshot of negative size', `02${map(sender, term, `${field('Size')}ff`)}`],
    ['a snapshot of 2^63 bytes', `02${map(sender, term, `${field('Size')}cf8000000000000000`)}`],
    [
      'a snapshot without a configuration',
      `02${map(sender, term, `${field('SnapshotVersion')}01`)}`,
    ],
  ])('%s is refused within milliseconds', (_, digits) => {
    const bytes = Buffer.from(digits, 'hex');
    const attempt = () => {
      const parser = new RequestParser();
      parser.push(bytes);
      const frame = parser.next();
      if (frame !== undefined) decodeRequest(frame, receiver);
    };
    const memory = process.memoryUsage().arrayBuffers;
    const durations = Array.from({ length: 5 }, () => {
      const start = performance.now();
      expect(attempt).toThrow(expect.objectContaining({ name: 'MokvError' }));
      return performance.now() - start;
    });
    // The shortest: the machine may be busy with something else.
    expect(Math.min(...durations)).toBeLessThan(10);
    const reserved = process.memoryUsage().arrayBuffers - memory;
    expect(reserved).toBeLessThan(durations.length * (16 * bytes.length + 2 ** 20));
  });

  it('a request that never ends is refused at its limit and reserves nothing before', () => {
    const parser = new RequestParser();
    const length = limits.requestBytesMax - 100;
    const header = Buffer.alloc(4);
    header.writeUInt32BE(length);
    const memory = process.memoryUsage().arrayBuffers;
    parser.push(Buffer.from(`0081${field('X')}db${header.toString('hex')}`, 'hex'));
    expect(parser.next()).toBeUndefined();
    expect(process.memoryUsage().arrayBuffers - memory).toBeLessThan(2 ** 20);
    header.writeUInt32BE(limits.requestBytesMax);
    const longer = new RequestParser();
    longer.push(Buffer.from(`0081${field('X')}db${header.toString('hex')}`, 'hex'));
    expect(() => longer.next()).toThrow('a value longer than');
  });

  it('random bytes give a coded refusal and nothing else', () => {
    const type = fc.constantFrom(0, 1, 2, 3, 4, 0x40);
    const noise = fc.uint8Array({ maxLength: 100 });
    fc.assert(
      fc.property(type, fc.nat(15), noise, (rpcType, pairs, rest) => {
        const parser = new RequestParser();
        parser.push(Uint8Array.of(rpcType, 0x80 | pairs, ...rest));
        try {
          const frame = parser.next();
          if (frame !== undefined) decodeRequest(frame, receiver);
        } catch (error) {
          expect(error).toMatchObject({ name: 'MokvError' });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('mutated requests give a coded refusal or a message, and nothing else', () => {
    const mutation = fc.record({ at: fc.nat(), byte: fc.nat(255) });
    fc.assert(
      fc.property(
        raftRequest,
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        (request, list) => {
          const frame = encodeRequest(request);
          for (const { at, byte } of list) frame[at % frame.length] = byte;
          const parser = new RequestParser();
          parser.push(frame);
          try {
            const whole = parser.next();
            if (whole !== undefined) decodeRequest(whole, receiver);
          } catch (error) {
            expect(error).toMatchObject({ name: 'MokvError' });
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
