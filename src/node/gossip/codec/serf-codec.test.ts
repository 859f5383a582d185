import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { serfMessage } from '../../../../test/support/arbitrary-gossip-messages.ts';
import { decodeSerfMessage, encodeSerfMessage } from './serf-codec.ts';

const hex = (digits: string) => Buffer.from(digits, 'hex');
const raw = (value: string) =>
  (0xa0 + value.length).toString(16) + Buffer.from(value).toString('hex');

describe('encodeSerfMessage', () => {
  it('is undone by decodeSerfMessage', () => {
    fc.assert(
      fc.property(serfMessage, (message) => {
        expect(decodeSerfMessage(encodeSerfMessage(message))).toEqual(message);
      }),
    );
  });

  it('answers a question about an unknown name with nil', () => {
    const response = { type: 'conflictResponse', member: undefined } as const;
    expect(encodeSerfMessage(response).toString('hex')).toBe('06c0');
  });
});

describe('decodeSerfMessage', () => {
  it('clamps Lamport times that no pool reaches', () => {
    const bytes = hex(`0182${raw('LTime')}cfffffffffffffffff${raw('Node')}${raw('n')}`);
    expect(decodeSerfMessage(bytes)).toEqual({
      type: 'joinIntent',
      ltime: Number.MAX_SAFE_INTEGER,
      node: 'n',
    });
  });

  it('takes the signed integers of new agents', () => {
    const bytes = hex(`0182${raw('LTime')}d10100${raw('Node')}${raw('n')}`);
    expect(decodeSerfMessage(bytes)).toMatchObject({ ltime: 256 });
  });

  it('passes over empty event slots and names that are not UTF-8', () => {
    const slot = `82${raw('Events')}91`.concat(
      `82${raw('Name')}${raw('deploy')}${raw('Payload')}c0${raw('LTime')}07`,
    );
    const body = [
      `86${raw('EventLTime')}08`,
      `${raw('Events')}94c0${slot}82${raw('Events')}c0${raw('LTime')}03c0`,
      `${raw('LTime')}05`,
      `${raw('LeftMembers')}92a1ff${raw('gone')}`,
      `${raw('QueryLTime')}02`,
      `${raw('StatusLTimes')}82a1ff01${raw('__proto__')}04`,
    ];
    expect(decodeSerfMessage(hex(`02${body.join('')}`))).toEqual({
      type: 'userState',
      ltime: 5,
      statusLTimes: new Map([['__proto__', 4]]),
      leftMembers: ['gone'],
      eventLTime: 8,
      events: [{ ltime: 7, events: [{ name: 'deploy', payload: hex('') }] }],
      queryLTime: 2,
    });
  });

  it('keeps a filter that it does not understand, which matches nobody', () => {
    const malformed = [hex(''), hex('00'), hex('0081a161'), hex('01c1'), hex('02c0')];
    const filters = malformed.map((bytes) => ({ type: 'unknown', bytes }) as const);
    const query = {
      type: 'query',
      address: hex('7f000001'),
      port: 1,
      ltime: 1,
      id: 2,
      sourceNode: 'a',
      filters,
      wantsAck: true,
      noBroadcast: true,
      relayFactor: 3,
      timeoutMs: 3200,
      name: 'uptime',
      payload: hex(''),
    } as const;
    expect(decodeSerfMessage(encodeSerfMessage(query))).toEqual(query);
  });

  it.each([
    ['nothing', ''],
    ['an unknown type', '0a80'],
    ['a type byte alone', '01'],
    ['a relay of nothing', `0982${raw('DestAddr')}c0${raw('DestName')}a0`],
    ['a relay to nowhere', `0982${raw('DestAddr')}c0${raw('DestName')}a00180`],
    ['a query from nowhere', '0480'],
    ['a thousand filters', `0481${raw('Filters')}dc03e8${'c0'.repeat(1000)}`],
    ['an event slot list without end', `0281${raw('Events')}ddffffffff`],
    ['a negative Lamport time', `0181${raw('LTime')}ff`],
  ])('refuses %s', (_, digits) => {
    expect(() => decodeSerfMessage(hex(digits))).toThrow(
      expect.objectContaining({ code: 'CORRUPT' }),
    );
  });

  it('answers noise behind every type byte with CORRUPT or a message', () => {
    fc.assert(
      fc.property(fc.nat(10), fc.uint8Array({ maxLength: 60 }), (type, noise) => {
        try {
          decodeSerfMessage(Buffer.concat([Buffer.of(type), noise]));
        } catch (error) {
          expect(error).toMatchObject({ code: 'CORRUPT' });
        }
      }),
      { numRuns: 1000 },
    );
  });
});
