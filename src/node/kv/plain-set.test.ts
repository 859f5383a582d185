import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryAnyCommand } from '../../../test/support/arbitrary-any-command.ts';
import { mokv } from '../../api/gen/messages.js';
import { StrictReader } from '../../api/strict-reader.ts';
import { byteStringOf, byteStringOfText, bytesOf } from '../../shared/byte-string.ts';
import { limits } from '../../shared/limits.ts';
import type { Command } from './command.ts';
import { decodeCommands, encodeRound, type LoggedRound } from './command-codec.ts';
import { messageOfCommand } from './command-message.ts';
import { loggedCommand } from './logged-command-reader.ts';
import { isPlainSet, PlainSetReader, plainSetBytes, writePlainSet } from './plain-set.ts';
import { emptyHash, extendHash } from './running-hash.ts';

const { Command: CommandMessage, Round } = mokv.v1;

describe('a round with plain sets', () => {
  it('has the bytes that generated code writes', () => {
    fc.assert(
      fc.property(fc.array(arbitraryAnyCommand), fc.maxSafeNat(), (commands, timeMs) => {
        const expected = Round.encode({ timeMs, commands: commands.map(messageOf) }).finish();
        expect(hex(encodeRound(timeMs, commands))).toBe(`02${hex(expected)}`);
      }),
    );
  });

  it('has them for the largest numbers, keys and values', () => {
    const client = byteStringOf(Buffer.alloc(300, 'c'));
    const key = byteStringOf(Buffer.alloc(limits.keyBytesMax, 'k'));
    const value = Buffer.alloc(limits.valueBytesMax, 1);
    for (const sequence of [127, 128, 2 ** 32, 2 ** 49, Number.MAX_SAFE_INTEGER]) {
      const request = { client, sequence, firstOpen: sequence };
      const commands: Command[] = [{ type: 'set', key, value, request }];
      const message = Round.encode({ timeMs: sequence, commands: commands.map(messageOf) });
      const data = encodeRound(sequence, commands);
      expect(Buffer.compare(data.subarray(1), message.finish())).toBe(0);
      expect(decodeCommands(data)).toEqual(readByGeneratedCode(data.subarray(1)));
    }
  });

  it('is read as generated code reads it, also when bytes are damaged', () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(arbitraryAnyCommand, { maxLength: 5 }), damage, (commands, changes) => {
        const data = Buffer.from(encodeRound(1, commands));
        for (const [place, byte] of changes) {
          if (data.length > 1) data[1 + (place % (data.length - 1))] = byte;
        }
        expect(decodeCommands(data)).toEqual(readByGeneratedCode(data.subarray(1)));
      }),
      { numRuns: 500 },
    );
  });

  it('has one string for the client of commands that follow each other', () => {
    const set = (client: string, sequence: number): Command => ({
      type: 'set',
      key: byteStringOfText('k'),
      value: Buffer.from('v'),
      request: { client: byteStringOfText(client), sequence, firstOpen: 1 },
    });
    const { commands } = decodeCommands(
      encodeRound(1, [set('one', 1), set('one', 2), set('two', 1), set('twos', 1)]),
    );
    const clients = commands.map((command) => 'request' in command && command.request?.client);
    expect(clients).toEqual(['one', 'one', 'two', 'twos']);
  });
});

describe('PlainSetReader', () => {
  it('reads every plain set that is sound, and leaves everything else to the reader of all commands', () => {
    fc.assert(
      fc.property(arbitraryAnyCommand, (command) => {
        const bytes = Buffer.from(CommandMessage.encode(messageOf(command)).finish());
        const read = new PlainSetReader(bytes).read(0, bytes.length);
        const expected = isPlainSet(command)
          ? loggedCommand(CommandMessage.decode(StrictReader.over(bytes)))
          : undefined;
        expect(read).toEqual(expected);
      }),
    );
  });

  it('leaves a set that breaks a rule to it', () => {
    const value = Buffer.from('v');
    const keys = [Buffer.alloc(0), Buffer.alloc(limits.keyBytesMax + 1, 'k'), Buffer.of(0xff)];
    for (const key of keys.map(byteStringOf)) {
      const command = { type: 'set', key, value } as const;
      const bytes = Buffer.alloc(plainSetBytes(command));
      expect(writePlainSet(bytes, 0, command)).toBe(bytes.length);
      expect(new PlainSetReader(bytes).read(0, bytes.length)).toBeUndefined();
    }
  });
});

function messageOf(command: Command): mokv.v1.ICommand {
  const message = messageOfCommand(command);
  const { request } = command;
  if (request === undefined) return message;
  const commandHash = extendHash(emptyHash, 0, CommandMessage.encode(message).finish());
  return { ...message, request: { ...request, client: bytesOf(request.client), commandHash } };
}

function readByGeneratedCode(body: Buffer | Uint8Array): LoggedRound {
  try {
    const { timeMs, commands } = Round.decode(StrictReader.over(Buffer.from(body)));
    return { timeMs, commands: commands.map(loggedCommand) };
  } catch (error) {
    const reason = `malformed command: ${error instanceof Error ? error.message : ''}`;
    return { timeMs: 0, commands: [{ type: 'rejected', reason }] };
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
