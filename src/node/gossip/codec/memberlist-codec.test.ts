import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memberlistMessage } from '../../../../test/support/arbitrary-gossip-messages.ts';
import { decodeMessage, encodeMessage } from './memberlist-codec.ts';

const hex = (digits: string) => Buffer.from(digits, 'hex');
const text = (value: string) => Buffer.from(value).toString('hex');
const localhost = Buffer.of(127, 0, 0, 1);

/** `a` plus the length, then the text: a string of fewer than 32 bytes. */
const raw = (value: string) => (0xa0 + value.length).toString(16) + text(value);
const alive = (fields: Record<string, string>) => {
  const all: Record<string, string> = {
    Addr: 'a47f000001',
    Incarnation: '01',
    Meta: 'c0',
    Node: raw('n'),
    Port: 'cd1f0a',
    Vsn: 'a6010502020505',
    ...fields,
  };
  const body = Object.entries(all).map(([name, value]) => raw(name) + value);
  return hex(`0486${body.join('')}`);
};

describe('encodeMessage', () => {
  it('is undone by decodeMessage', () => {
    fc.assert(
      fc.property(memberlistMessage, (message) => {
        expect(decodeMessage(encodeMessage(message))).toEqual(message);
      }),
    );
  });

  it('leaves out an empty source and writes nil for an empty payload', () => {
    const ping = { type: 'ping', seqNo: 9, node: 'bravo', source: undefined } as const;
    expect(encodeMessage(ping).toString('hex')).toBe(
      `0082${raw('Node')}${raw('bravo')}${raw('SeqNo')}09`,
    );
    const ack = { type: 'ackResp', seqNo: 77, payload: hex('') } as const;
    expect(encodeMessage(ack).toString('hex')).toBe(`0282${raw('Payload')}c0${raw('SeqNo')}4d`);
  });
});

describe('decodeMessage', () => {
  it('reads a ping with its source', () => {
    const fields = [
      raw('Node') + raw('bravo'),
      `${raw('SeqNo')}01`,
      `${raw('SourceAddr')}a47f000001`,
      raw('SourceNode') + raw('alpha'),
      `${raw('SourcePort')}cd5209`,
    ];
    expect(decodeMessage(hex(`0085${fields.join('')}`))).toEqual({
      type: 'ping',
      seqNo: 1,
      node: 'bravo',
      source: { address: localhost, port: 21001, node: 'alpha' },
    });
  });

  it('knows accuser and accused', () => {
    const body = `83${raw('From')}${raw('a')}${raw('Incarnation')}05${raw('Node')}${raw('b')}`;
    const accusation = { incarnation: 5, from: 'a', node: 'b' };
    expect(decodeMessage(hex(`03${body}`))).toEqual({ type: 'suspect', ...accusation });
    expect(decodeMessage(hex(`05${body}`))).toEqual({ type: 'dead', ...accusation });
  });

  it('keeps an IPv4-mapped address and a short Vsn as they came', () => {
    const Addr = 'b000000000000000000000ffff7f000001';
    expect(decodeMessage(alive({ Addr, Vsn: 'a3010502' }))).toEqual({
      type: 'alive',
      address: hex(Addr.slice(2)),
      port: 7946,
      incarnation: 1,
      node: 'n',
      meta: hex(''),
      vsn: hex('010502'),
    });
  });

  it.each([
    ['nothing', hex('')],
    ['an unknown type', hex('0e80')],
    ['the type of a stream', hex('0683')],
    ['a type byte alone', hex('04')],
    ['bytes behind the message', hex(`0b81${raw('SeqNo')}0500`)],
    ['a sequence number above 2^32-1', hex(`0b81${raw('SeqNo')}cf0000000100000000`)],
    ['a negative incarnation', alive({ Incarnation: 'ff' })],
    ['an incarnation above 2^32-1', alive({ Incarnation: 'cf0000000100000000' })],
    ['an alive without a name', alive({ Node: 'a0' })],
    ['a name of 300 bytes', alive({ Node: `da012c${'61'.repeat(300)}` })],
    ['a name that is not UTF-8', alive({ Node: 'a1ff' })],
    ['more than 512 bytes of meta', alive({ Meta: `da0201${'00'.repeat(513)}` })],
    ['no address', alive({ Addr: 'c0' })],
    ['an address of five bytes', alive({ Addr: 'a50102030405' })],
    ['the address 0.0.0.0', alive({ Addr: 'a400000000' })],
    ['a multicast address', alive({ Addr: 'a4e0000001' })],
    ['the broadcast address', alive({ Addr: 'a4ffffffff' })],
    ['a mapped multicast address', alive({ Addr: 'b000000000000000000000ffffe0000001' })],
    ['the address ::', alive({ Addr: `b0${'00'.repeat(16)}` })],
    ['an IPv6 multicast address', alive({ Addr: `b0ff02${'00'.repeat(14)}` })],
    ['port 0', alive({ Port: '00' })],
    ['port 65536', alive({ Port: 'ce00010000' })],
  ])('refuses %s', (_, bytes) => {
    expect(() => decodeMessage(bytes)).toThrow(expect.objectContaining({ code: 'CORRUPT' }));
  });

  it.each([0, 1, 2, 3, 4, 5])('survives a Vsn of %i bytes', (length) => {
    const vsn = `a${length}${'01'.repeat(length)}`;
    expect(decodeMessage(alive({ Vsn: vsn }))).toMatchObject({ vsn: Buffer.alloc(length, 1) });
  });

  it('answers noise behind every type byte with CORRUPT or a message', () => {
    fc.assert(
      fc.property(fc.nat(15), fc.uint8Array({ maxLength: 60 }), (type, noise) => {
        try {
          decodeMessage(Buffer.concat([Buffer.of(type), noise]));
        } catch (error) {
          expect(error).toMatchObject({ code: 'CORRUPT' });
        }
      }),
      { numRuns: 1000 },
    );
  });
});
