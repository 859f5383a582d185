import { isUtf8 } from 'node:buffer';
import { mokv } from '../../api/gen/messages.js';
import { StrictReader } from '../../api/strict-reader.ts';
import { type ByteString, byteStringOf, bytesOf } from '../../shared/byte-string.ts';
import { messageOf } from '../../shared/errors.ts';
import { invariant } from '../../shared/invariant.ts';
import { limits } from '../../shared/limits.ts';
import type { Command, CommandOutcome } from './command.ts';

const { DeleteCommand, Round, SetCommand } = mokv.v1;

/**
 * The first byte of a log entry's data. 0 and 1 are mökv's: an api.SetRequest or api.DeleteRequest
 * follows, whose bytes are those of our SetCommand and DeleteCommand. 2 is a round of our own.
 */
const formats = { set: 0, delete: 1, round: 2 } as const;

/** A command as it leaves the log, its bytes copied out of the entry, or why it is none. */
export type LoggedCommand =
  | { readonly type: 'set'; readonly key: ByteString; readonly value: ByteString }
  | { readonly type: 'delete'; readonly key: ByteString }
  | Rejection;

type Rejection = Extract<CommandOutcome, { type: 'rejected' }>;

/** How commands travel: many in an entry, or one in each, the only form that mökv's nodes know. */
export type CommandFormat = 'round' | 'single';

/** Whether a log entry's data is one that mökv's nodes cannot read. */
export function isRound(data: Uint8Array): boolean {
  return data[0] === formats.round;
}

/** The data of one log entry. `single` takes one command. `timeMs` is the leader's clock. */
export function encodeCommands(
  format: CommandFormat,
  commands: readonly Command[],
  timeMs: number,
): Uint8Array {
  if (format === 'round') return encodeRound(timeMs, commands);
  const [command, ...others] = commands;
  invariant(command !== undefined && others.length === 0, 'an entry of mökv is one command');
  return command.type === 'set' ? encodeSet(command.key, command.value) : encodeDelete(command.key);
}

/** Commands that become one log entry, applied in order. `timeMs` is the leader's clock. */
export function encodeRound(timeMs: number, commands: readonly Command[]): Uint8Array {
  const round = { timeMs, commands: commands.map(messageOfCommand) };
  return withFormat(formats.round, Round.encode(round).finish());
}

/** The entry that mökv writes for a set, byte for byte. */
export function encodeSet(key: ByteString, value: Uint8Array): Uint8Array {
  return withFormat(formats.set, SetCommand.encode(setMessage(key, value)).finish());
}

/** The entry that mökv writes for a delete, byte for byte. */
export function encodeDelete(key: ByteString): Uint8Array {
  return withFormat(formats.delete, DeleteCommand.encode({ key: bytesOf(key) }).finish());
}

/**
 * What a log entry asks for. Total: bytes that no version of mokv wrote give rejections, one for the
 * whole entry when it cannot be decoded, else one for each command that breaks a rule.
 */
export function decodeCommands(data: Uint8Array): readonly LoggedCommand[] {
  const entry = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  try {
    return decodeBody(entry[0], StrictReader.over(entry.subarray(1)));
  } catch (error) {
    return [rejected(`malformed command: ${messageOf(error)}`)];
  }
}

function messageOfCommand(command: Command): mokv.v1.ICommand {
  switch (command.type) {
    case 'set':
      return { set: setMessage(command.key, command.value) };
    case 'delete':
      return { delete: { key: bytesOf(command.key) } };
  }
}

function setMessage(key: ByteString, value: Uint8Array): mokv.v1.ISetCommand {
  // proto3 leaves defaults out, and the bytes have to be those that Go makes.
  return value.length === 0 ? { key: bytesOf(key) } : { key: bytesOf(key), value };
}

function withFormat(format: number, body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(format), body]);
}

function decodeBody(format: number | undefined, body: StrictReader): readonly LoggedCommand[] {
  switch (format) {
    case formats.set:
      return [checkedSet(SetCommand.decode(body))];
    case formats.delete:
      return [checkedDelete(DeleteCommand.decode(body))];
    case formats.round:
      return Round.decode(body).commands.map(checkedCommand);
    case undefined:
      return [rejected('empty entry')];
    default:
      return [rejected(`unknown command format ${format}`)];
  }
}

function checkedCommand({ set, delete: deletion }: mokv.v1.ICommand): LoggedCommand {
  if (set && deletion) return rejected('a command of two kinds');
  if (set) return checkedSet(set);
  if (deletion) return checkedDelete(deletion);
  return rejected('a command of no known kind');
}

function checkedSet({ key, value }: mokv.v1.ISetCommand): LoggedCommand {
  const flaw = flawOfKey(key) ?? flawOfValue(value);
  return flaw === undefined
    ? { type: 'set', key: byteStringOf(key ?? noBytes), value: byteStringOf(value ?? noBytes) }
    : rejected(flaw);
}

function checkedDelete({ key }: mokv.v1.IDeleteCommand): LoggedCommand {
  const flaw = flawOfKey(key);
  return flaw === undefined
    ? { type: 'delete', key: byteStringOf(key ?? noBytes) }
    : rejected(flaw);
}

const noBytes = Buffer.alloc(0);

function flawOfKey(key: Uint8Array | null | undefined): string | undefined {
  if (!key?.length) return 'empty key';
  if (key.length > limits.keyBytesMax) {
    return `a key of ${key.length} bytes, above ${limits.keyBytesMax}`;
  }
  return isUtf8(key) ? undefined : 'a key that is not UTF-8';
}

function flawOfValue(value: Uint8Array | null | undefined): string | undefined {
  return value && value.length > limits.valueBytesMax
    ? `a value of ${value.length} bytes, above ${limits.valueBytesMax}`
    : undefined;
}

function rejected(reason: string): Rejection {
  return { type: 'rejected', reason };
}
