import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryAnyCommand } from '../../../test/support/arbitrary-any-command.ts';
import { arbitraryCommand } from '../../../test/support/arbitrary-commands.ts';
import { api, mokv } from '../../api/gen/messages.js';
import { byteStringOf, byteStringOfText } from '../../shared/byte-string.ts';
import { limits } from '../../shared/limits.ts';
import type { Command } from './command.ts';
import {
  decodeCommands,
  encodeDelete,
  encodeRound,
  encodeSet,
  fitsSingle,
  type LoggedRound,
} from './command-codec.ts';

const key = byteStringOfText('key');

describe('the formats of mökv', () => {
  it('are written byte for byte', () => {
    expect([
      hex(encodeSet(byteStringOfText('a'), Buffer.from('b'))),
      hex(encodeSet(byteStringOfText('ä'), Buffer.alloc(0))),
      hex(encodeDelete(byteStringOfText('a'))),
    ]).toEqual(['000a0161120162', '000a02c3a4', '010a0161']);
  });

  it('are the messages of its client API behind a type byte', () => {
    fc.assert(
      fc.property(arbitraryCommand, (command) => {
        const text = Buffer.from(command.key, 'latin1').toString();
        if (command.type === 'delete') {
          const body = api.DeleteRequest.encode({ key: text }).finish();
          expect(hex(encodeDelete(command.key))).toBe(`01${hex(body)}`);
          return;
        }
        const value = command.value.length === 0 ? null : command.value;
        const body = api.SetRequest.encode({ key: text, value }).finish();
        expect(hex(encodeSet(command.key, command.value))).toBe(`00${hex(body)}`);
      }),
    );
  });

  it('are read back', () => {
    expect(decodeCommands(encodeSet(key, Buffer.from([0, 255])))).toEqual({
      timeMs: 0,
      commands: [{ type: 'set', key, value: '\u0000\u00ff' }],
    });
    expect(decodeCommands(encodeDelete(key))).toEqual({
      timeMs: 0,
      commands: [{ type: 'delete', key }],
    });
  });

  it('hold plain sets and deletes without a request, and nothing else', () => {
    fc.assert(
      fc.property(arbitraryAnyCommand, (command) => {
        const keys = Object.keys(command).filter(
          (name) => !['type', 'key', 'value'].includes(name),
        );
        const isPlain = ['set', 'delete'].includes(command.type) && keys.length === 0;
        expect(fitsSingle(command)).toBe(isPlain);
      }),
    );
  });
});

describe('a round', () => {
  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.array(arbitraryAnyCommand), fc.maxSafeNat(), (commands, timeMs) => {
        const read = decodeCommands(encodeRound(timeMs, commands));
        expect(withoutHashes(read)).toEqual({ timeMs, commands: commands.map(asLogged) });
      }),
    );
  });

  it('tells commands under the same request apart, whatever the request says', () => {
    const request = { client: key, sequence: 1, firstOpen: 0 };
    const hashOf = (command: Command) => {
      const [read] = decodeCommands(encodeRound(1, [command])).commands;
      return read?.type === 'rejected' ? undefined : read?.request?.commandHash;
    };
    const set = { type: 'set', key, value: Buffer.from('a'), request } as const;
    const same = hashOf(set);
    expect(hashOf({ ...set, request: { ...request, firstOpen: 1 } })).toBe(same);
    expect(hashOf({ ...set, value: Buffer.from('b') })).not.toBe(same);
    expect(hashOf({ ...set, ttlMs: 5 })).not.toBe(same);
    expect(hashOf({ type: 'delete', key, request })).not.toBe(same);
  });

  it('copies its bytes out of the entry', () => {
    const entry = encodeRound(1, [{ type: 'set', key, value: Buffer.from('value') }]);
    const { commands } = decodeCommands(entry);
    entry.fill(0);
    expect(commands).toEqual([{ type: 'set', key, value: 'value' }]);
  });

  it('is read wherever its bytes lie in memory', () => {
    const entry = encodeRound(1, [{ type: 'delete', key }]);
    const shifted = new Uint8Array(entry.length + 3);
    shifted.set(entry, 3);
    expect(decodeCommands(shifted.subarray(3)).commands).toEqual([{ type: 'delete', key }]);
  });

  it('loses only the commands that break a rule', () => {
    const bytes = Buffer.from('k');
    const value = Buffer.from('v');
    const body = mokv.v1.Round.encode({
      commands: [
        { set: { key: bytes, value } },
        {},
        { set: { value } },
        { delete: {} },
        { set: { key: bytes }, delete: { key: bytes } },
        { set: { key: Buffer.from([0xc3]) } },
        { delete: { key: Buffer.alloc(limits.keyBytesMax + 1, 'k') } },
        { set: { key: bytes, value: Buffer.alloc(limits.valueBytesMax + 1) } },
        { set: { key: bytes } },
      ],
    }).finish();
    expect(decodeCommands(Buffer.concat([Buffer.of(2), body])).commands).toEqual([
      { type: 'set', key: 'k', value: 'v' },
      { type: 'rejected', reason: 'a command of no known kind' },
      { type: 'rejected', reason: 'empty key' },
      { type: 'rejected', reason: 'empty key' },
      { type: 'set', key: 'k', value: '' },
      { type: 'rejected', reason: 'a key that is not UTF-8' },
      { type: 'rejected', reason: 'a key of 4097 bytes, above 4096' },
      { type: 'rejected', reason: 'a value of 1048577 bytes, above 1048576' },
      { type: 'set', key: 'k', value: '' },
    ]);
  });

  it('takes no request without a sequence, and no restore that would use up the revisions', () => {
    const client = Buffer.from('c');
    const finishRestore = { restoreId: client, keys: 0, revision: 2 ** 52 + 1 };
    const body = mokv.v1.Round.encode({
      commands: [
        { delete: { key: Buffer.from('k') }, request: { client } },
        { delete: { key: Buffer.from('k') }, request: { sequence: 1 } },
        { finishRestore },
      ],
    }).finish();
    expect(decodeCommands(Buffer.concat([Buffer.of(2), body])).commands).toEqual([
      { type: 'rejected', reason: 'a request key without a client or a sequence' },
      { type: 'rejected', reason: 'a request key without a client or a sequence' },
      { type: 'rejected', reason: 'a restore to revision 4503599627370497' },
    ]);
  });

  it('takes keys and values of the largest size', () => {
    const longest = byteStringOfText('k'.repeat(limits.keyBytesMax));
    const value = Buffer.alloc(limits.valueBytesMax, 7);
    expect(decodeCommands(encodeRound(1, [{ type: 'set', key: longest, value }])).commands).toEqual(
      [{ type: 'set', key: longest, value: byteStringOf(value) }],
    );
  });
});

describe('bytes that are no command', () => {
  it.each([
    ['nothing at all', '', 'empty entry'],
    ['a format of the future', '03', 'unknown command format 3'],
    ['a key that is cut', '000a0561', 'malformed command: index out of range: 2 + 5 > 3'],
    [
      'a length without an end',
      '02ffffffffffff',
      'malformed command: index out of range: 6 + 10 > 6',
    ],
    ['a key that is not UTF-8', '010a01ff', 'a key that is not UTF-8'],
    ['a set without a key', '00', 'empty key'],
  ])('are rejected as a whole: %s', (_, bytes, reason) => {
    expect(decodeCommands(Buffer.from(bytes, 'hex')).commands).toEqual([
      { type: 'rejected', reason },
    ]);
  });
});

/** What a command is once it was read: values are byte strings. */
function asLogged(part: unknown): unknown {
  if (part instanceof Uint8Array) return byteStringOf(part);
  if (Array.isArray(part)) return part.map(asLogged);
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, asLogged(value)]));
}

function withoutHashes({ timeMs, commands }: LoggedRound): unknown {
  const stripped = commands.map((command) => {
    if (command.type === 'rejected' || command.request === undefined) return command;
    const { commandHash: _, ...request } = command.request;
    return { ...command, request };
  });
  return { timeMs, commands: stripped };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
