import { mokv } from '../../api/gen/messages.js';
import { StrictReader } from '../../api/strict-reader.ts';
import { type ByteString, bytesOf } from '../../shared/byte-string.ts';
import { messageOf } from '../../shared/errors.ts';
import { invariant } from '../../shared/invariant.ts';
import { lengthDelimitedBytes, varintBytes, writeVarint } from '../../shared/protobuf-fields.ts';
import type { Command } from './command.ts';
import { messageOfCommand } from './command-message.ts';
import type { LoggedCommand } from './logged-command.ts';
import { loggedCommand, loggedDelete, loggedSet, rejected } from './logged-command-reader.ts';
import { isPlainSet, PlainSetReader, plainSetBytes, writePlainSet } from './plain-set.ts';
import { emptyHash, extendHash } from './running-hash.ts';

const { Command: CommandMessage, DeleteCommand, SetCommand } = mokv.v1;

/**
 * The first byte of a log entry's data. 0 and 1 are mökv's: an api.SetRequest or api.DeleteRequest
 * follows, whose bytes are those of our SetCommand and DeleteCommand. 2 is a round of our own.
 */
const formats = { set: 0, delete: 1, round: 2 } as const;

/** The tags of a mokv.v1.Round. */
const roundTags = { timeMs: 0x08, command: 0x12 } as const;
const roundFields = { timeMs: 1, command: 2 } as const;

/** How commands travel: many in an entry, or one in each, the only form that mökv's nodes know. */
export type CommandFormat = 'round' | 'single';

/** What a log entry asks for. */
export interface LoggedRound {
  /** The leader's clock when it proposed the round, Unix milliseconds; 0 for the formats of mökv. */
  readonly timeMs: number;
  readonly commands: readonly LoggedCommand[];
}

/** Whether a log entry's data is one that mökv's nodes cannot read. */
export function isRound(data: Uint8Array): boolean {
  return data[0] === formats.round;
}

/** Whether mökv's nodes could apply it: a plain set or delete. */
export function fitsSingle(command: Command): boolean {
  if (command.request !== undefined) return false;
  switch (command.type) {
    case 'set':
      return isPlainSet(command);
    case 'delete':
      return command.condition === undefined && command.returnPrevious !== true;
    default:
      return false;
  }
}

/** The data of one log entry. `single` takes one command that fits it. `timeMs` is the leader's clock. */
export function encodeCommands(
  format: CommandFormat,
  commands: readonly Command[],
  timeMs: number,
): Uint8Array {
  if (format === 'round') return encodeRound(timeMs, commands);
  const [command, ...others] = commands;
  invariant(
    command !== undefined && others.length === 0 && fitsSingle(command),
    'an entry of mökv is one plain command',
  );
  switch (command.type) {
    case 'set':
      return encodeSet(command.key, command.value);
    case 'delete':
      return encodeDelete(command.key);
    default:
      throw new RangeError(`mökv knows no ${command.type}`);
  }
}

/** Commands that become one log entry, applied in order. `timeMs` is the leader's clock. */
export function encodeRound(timeMs: number, commands: readonly Command[]): Uint8Array {
  const messages = commands.map(encodedUnlessPlain);
  const sizes = commands.map((command, position) => encodedBytes(command, messages[position]));
  const bytes = sizes.reduce((sum, size) => sum + lengthDelimitedBytes(size), 2);
  const data = Buffer.allocUnsafe(bytes + varintBytes(timeMs));
  data[0] = formats.round;
  data[1] = roundTags.timeMs;
  let at = writeVarint(data, 2, timeMs);
  for (const [position, command] of commands.entries()) {
    data[at] = roundTags.command;
    at = writeVarint(data, at + 1, sizes[position] ?? 0);
    const message = messages[position];
    if (message !== undefined) {
      data.set(message, at);
      at += message.length;
    } else if (isPlainSet(command)) at = writePlainSet(data, at, command);
  }
  invariant(at === data.length, 'a round fills its bytes');
  return data;
}

/** The entry that mökv writes for a set, byte for byte. */
export function encodeSet(key: ByteString, value: Uint8Array): Uint8Array {
  // proto3 leaves defaults out, and the bytes have to be those that Go makes.
  const message = value.length === 0 ? { key: bytesOf(key) } : { key: bytesOf(key), value };
  return withFormat(formats.set, SetCommand.encode(message).finish());
}

/** The entry that mökv writes for a delete, byte for byte. */
export function encodeDelete(key: ByteString): Uint8Array {
  return withFormat(formats.delete, DeleteCommand.encode({ key: bytesOf(key) }).finish());
}

/**
 * What a log entry asks for. Total: bytes that no version of mokv wrote give rejections, one for the
 * whole entry when it cannot be decoded, else one for each command that breaks a rule.
 */
export function decodeCommands(data: Uint8Array): LoggedRound {
  const entry = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  try {
    return decodeBody(entry[0], entry.subarray(1));
  } catch (error) {
    return single(rejected(`malformed command: ${messageOf(error)}`));
  }
}

function encodedUnlessPlain(command: Command): Uint8Array | undefined {
  if (isPlainSet(command)) return undefined;
  return CommandMessage.encode(messageWithRequest(command)).finish();
}

function encodedBytes(command: Command, message: Uint8Array | undefined): number {
  if (message !== undefined) return message.length;
  return isPlainSet(command) ? plainSetBytes(command) : 0;
}

/** The leader hashes the command, so that no other node has to. */
function messageWithRequest(command: Command): mokv.v1.ICommand {
  const message = messageOfCommand(command);
  const { request } = command;
  if (request === undefined) return message;
  const commandHash = extendHash(emptyHash, 0, CommandMessage.encode(message).finish());
  const { client, sequence, firstOpen } = request;
  return { ...message, request: { client: bytesOf(client), sequence, firstOpen, commandHash } };
}

function withFormat(format: number, body: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.of(format), body]);
}

function decodeBody(format: number | undefined, body: Buffer): LoggedRound {
  switch (format) {
    case formats.set:
      return single(loggedSet(SetCommand.decode(StrictReader.over(body))));
    case formats.delete:
      return single(loggedDelete(DeleteCommand.decode(StrictReader.over(body))));
    case formats.round:
      return decodeRound(body);
    case undefined:
      return single(rejected('empty entry'));
    default:
      return single(rejected(`unknown command format ${format}`));
  }
}

/** As the generated code would read a mokv.v1.Round, but for the plain sets. */
function decodeRound(body: Buffer): LoggedRound {
  const reader = StrictReader.over(body);
  const plainSets = new PlainSetReader(body);
  const commands: LoggedCommand[] = [];
  let timeMs = 0;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    switch (tag >>> 3) {
      case roundFields.timeMs:
        timeMs = Number(reader.uint64());
        break;
      case roundFields.command: {
        const bytes = reader.uint32();
        const end = reader.pos + bytes;
        const plainSet = end > body.length ? undefined : plainSets.read(reader.pos, end);
        if (plainSet !== undefined) reader.pos = end;
        commands.push(plainSet ?? loggedCommand(CommandMessage.decode(reader, bytes)));
        break;
      }
      default:
        reader.skipType(tag & 7);
    }
  }
  return { timeMs, commands };
}

function single(command: LoggedCommand): LoggedRound {
  return { timeMs: 0, commands: [command] };
}
