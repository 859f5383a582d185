import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pushPull } from '../../../../test/support/arbitrary-gossip-messages.ts';
import { encodeMessage } from '../../gossip/codec/memberlist-codec.ts';
import { encodePushPull } from '../../gossip/codec/push-pull-codec.ts';
import { Keyring } from './keyring.ts';
import { labelHeader } from './label.ts';
import type { PoolSecurity } from './packet.ts';
import { StreamFramer } from './stream-framer.ts';
import { decodeStream, encodeStream } from './stream-message.ts';

const none = Buffer.alloc(0);
const plain: PoolSecurity = { keyring: undefined, label: none };
const sealed: PoolSecurity = { keyring: new Keyring([Buffer.alloc(16, 1)]), label: none };
const both: PoolSecurity = { keyring: sealed.keyring, label: Buffer.from('blue') };
const hex = (digits: string) => Buffer.from(digits, 'hex');

const framerOf = ({ keyring, label }: PoolSecurity) =>
  new StreamFramer({ labelHeader: labelHeader(label), isSealed: keyring !== undefined });

/** What the framer finds when the bytes come in pieces of these sizes, again and again. */
function framed(
  bytes: Buffer,
  security: PoolSecurity,
  sizes: readonly number[],
): Buffer | undefined {
  const framer = framerOf(security);
  for (let offset = 0, turn = 0; offset < bytes.length; turn += 1) {
    const end = offset + (sizes[turn % sizes.length] ?? 1);
    const frame = framer.push(bytes.subarray(offset, end));
    if (frame !== undefined) return frame;
    offset = end;
  }
  return undefined;
}

describe('StreamFramer', () => {
  it('finds the same message however the stream is cut, compressed, sealed and labelled', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 });
    const security = fc.constantFrom(plain, sealed, both);
    await fc.assert(
      fc.asyncProperty(pushPull, security, sizes, async (message, pool, cuts) => {
        const frame = framed(encodeStream(message, pool, 'request'), pool, cuts);
        expect(await decodeStream(frame ?? none, pool)).toEqual(message);
      }),
      { numRuns: 50 },
    );
  });

  it('waits as long as a byte is missing', () => {
    fc.assert(
      fc.property(pushPull, (message) => {
        const bytes = encodePushPull(message);
        const framer = framerOf(plain);
        expect(framer.push(bytes.subarray(0, -1))).toBeUndefined();
        expect(framer.push(bytes.subarray(-1))?.equals(bytes)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('passes over what comes behind the message', () => {
    const ack = encodeMessage({ type: 'ackResp', seqNo: 1, payload: none });
    expect(framed(Buffer.concat([ack, hex('ffff')]), plain, [100])?.equals(ack)).toBe(true);
  });

  it.each([
    ['plaintext in an encrypted pool', '0680', sealed, 'Encryption is configured but remote state'],
    ['a sealed frame in a plain pool', '0a00000001', plain, 'encryption is not configured'],
    ['a label where none is', 'f404626c756506', plain, 'another label'],
    ['another label', 'f404677265656e0a', both, 'another label'],
    ['no label', '0a0000000000', both, 'another label'],
    ['a sealed frame above 20 MiB', '0a01400000', sealed, 'longer than 20 MiB'],
    ['a sealed frame of 4 GiB', '0affffffff', sealed, 'longer than 20 MiB'],
    [
      '10^9 nodes',
      '0683a44a6f696ec2a54e6f646573ce3b9aca00ac5573657253746174654c656e00',
      plain,
      'nodes',
    ],
    [
      'a user state of 4 GiB',
      '0683a44a6f696ec2a54e6f64657300ac5573657253746174654c656eceffffffff',
      plain,
      '20 MiB',
    ],
    ['a user message of 4 GiB', '0881aa557365724d73674c656eceffffffff', plain, '20 MiB'],
    ['a ping above 64 KiB', '0081a44e6f6465db00100000', plain, 'a value longer than'],
    [
      'compressed data of 4 GiB',
      '0982a4416c676f00a3427566dbffffffff',
      plain,
      'a value longer than',
    ],
    ['an unknown type', '0f', plain, 'stream message type 15'],
    ['a type of packets', '0480', plain, 'stream message type 4'],
    ['an HTTP request', Buffer.from('GET / HTTP/1.1').toString('hex'), plain, 'type 71'],
    ['a TLS hello', '1603010200', plain, 'type 22'],
    ['the reserved byte of msgpack', '06c1', plain, 'malformed msgpack'],
  ])('refuses %s before it reserves memory', (_, digits, security, reason) => {
    expect(() => framed(hex(digits), security, [1])).toThrow(
      expect.objectContaining({ code: 'CORRUPT', message: expect.stringContaining(reason) }),
    );
  });

  it('looks at no byte twice: a megabyte in pieces of ten bytes takes no time', () => {
    const name = (index: number) => `node-${index}`;
    const nodes = Array.from({ length: 8000 }, (_, index) => ({
      address: hex('7f000001'),
      port: 7946,
      name: name(index),
      meta: hex('ff80'),
      incarnation: 1,
      state: 'alive' as const,
      vsn: hex('010502020505'),
    }));
    const bytes = encodePushPull({ type: 'pushPull', isJoin: true, nodes, userState: undefined });
    const start = performance.now();
    expect(framed(bytes, plain, [10])?.length).toBe(bytes.length);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('decodeStream', () => {
  it('opens a frame of another key for nobody', async () => {
    const frame = encodeStream({ type: 'errResp', error: 'x' }, sealed, 'answer');
    const other = { keyring: new Keyring([Buffer.alloc(16, 2)]), label: none };
    await expect(decodeStream(frame, other)).rejects.toMatchObject({
      code: 'CORRUPT',
      message: 'No installed keys could decrypt the message',
    });
    await expect(decodeStream(frame, both)).rejects.toMatchObject({ code: 'CORRUPT' });
    await expect(decodeStream(frame, sealed)).resolves.toEqual({ type: 'errResp', error: 'x' });
  });

  it.each([
    ['nothing in compressed form', '0982a4416c676f00a3427566a3000302'],
    ['a frame in a frame', '0982a4416c676f00a3427566a400030404'],
    ['a packet message', '0b81a55365714e6f05'],
    ['a user message shorter than said', '0881aa557365724d73674c656e0568656c6c'],
    ['a cut push/pull', '0683a44a6f696ec2a54e6f64657305ac5573657253746174654c656e00'],
  ])('refuses %s', async (_, digits) => {
    await expect(decodeStream(hex(digits), plain)).rejects.toMatchObject({ code: 'CORRUPT' });
  });

  it('takes the user messages of agents', async () => {
    const bytes = hex('0881aa557365724d73674c656e0568656c6c6f');
    expect(await decodeStream(bytes, plain)).toEqual({
      type: 'user',
      payload: Buffer.from('hello'),
    });
  });
});
