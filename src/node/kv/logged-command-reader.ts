import { isUtf8 } from 'node:buffer';
import type { mokv } from '../../api/gen/messages.js';
import { type ByteString, byteStringOf } from '../../shared/byte-string.ts';
import { limits } from '../../shared/limits.ts';
import { relations } from './command-message.ts';
import type { LoggedCommand, LoggedOf, LoggedOperation, LoggedRequest } from './logged-command.ts';

type Rejection = LoggedOf<'rejected'>;
type Bytes = Uint8Array | null | undefined;

/** Of a restored snapshot: the revisions that follow are numbers, too, and are never used up. */
const revisionMax = 2 ** 52;

export function rejected(reason: string): Rejection {
  return { type: 'rejected', reason };
}

/** A command of a round, its bytes copied out of the entry. When it is of two kinds the first one counts. */
export function loggedCommand(message: mokv.v1.ICommand): LoggedCommand {
  const command = loggedKind(message);
  if (!message.request || command.type === 'rejected') return command;
  const request = loggedRequest(message.request);
  return request === undefined
    ? rejected('a request key without a client or a sequence')
    : { ...command, request };
}

export function loggedSet(message: mokv.v1.ISetCommand): LoggedOf<'set'> | Rejection {
  const { key, value, ttlMs, leaseId } = message;
  const flaw = flawOfKey(key) ?? flawOfValue(value);
  if (flaw !== undefined) return rejected(flaw);
  const set = { type: 'set', key: bytesIn(key), value: bytesIn(value) } as const;
  if (isPlain(message)) return set;
  const condition = loggedCondition(message.condition);
  if (condition === unknownCondition) return rejected('a condition of no known kind');
  return {
    ...set,
    ...(condition === undefined ? {} : { condition }),
    ...(ttlMs ? { ttlMs } : {}),
    ...(message.keepTtl ? { keepTtl: true } : {}),
    ...(leaseId ? { leaseId } : {}),
    ...(message.returnPrevious ? { returnPrevious: true } : {}),
  };
}

export function loggedDelete(message: mokv.v1.IDeleteCommand): LoggedOf<'delete'> | Rejection {
  const flaw = flawOfKey(message.key);
  if (flaw !== undefined) return rejected(flaw);
  const condition = loggedCondition(message.condition);
  if (condition === unknownCondition) return rejected('a condition of no known kind');
  return {
    type: 'delete',
    key: bytesIn(message.key),
    ...(condition === undefined ? {} : { condition }),
    ...(message.returnPrevious ? { returnPrevious: true } : {}),
  };
}

function loggedKind(message: mokv.v1.ICommand): LoggedCommand {
  if (message.set) return loggedSet(message.set);
  if (message.delete) return loggedDelete(message.delete);
  if (message.deleteRange) return loggedDeleteRange(message.deleteRange);
  if (message.touch) return loggedTouch(message.touch);
  if (message.txn) return loggedTxn(message.txn);
  if (message.stageRestore) return loggedStage(message.stageRestore);
  return loggedUpkeep(message) ?? rejected('a command of no known kind');
}

function loggedUpkeep(message: mokv.v1.ICommand): LoggedCommand | undefined {
  const { grantLease, keepLease, revokeLease, expire, finishRestore } = message;
  if (grantLease) {
    return grantLease.ttlMs
      ? { type: 'grantLease', ttlMs: grantLease.ttlMs, owner: bytesIn(grantLease.owner) }
      : rejected('a lease without a time to live');
  }
  if (keepLease) return { type: 'keepLease', leaseId: keepLease.leaseId ?? 0 };
  if (revokeLease) return { type: 'revokeLease', leaseId: revokeLease.leaseId ?? 0 };
  if (expire) return { type: 'expire', keysMax: expire.keysMax ?? 0 };
  return finishRestore ? loggedFinish(finishRestore) : undefined;
}

function loggedFinish(
  message: mokv.v1.IFinishRestoreCommand,
): LoggedOf<'finishRestore'> | Rejection {
  const { restoreId, keys, revision } = message;
  if (revision && revision > revisionMax) return rejected(`a restore to revision ${revision}`);
  return {
    type: 'finishRestore',
    restoreId: bytesIn(restoreId),
    keys: keys ?? 0,
    revision: revision ?? 0,
  };
}

function loggedDeleteRange(
  message: mokv.v1.IDeleteRangeCommand,
): LoggedOf<'deleteRange'> | Rejection {
  const { start, end } = message;
  if (
    (start?.length ?? 0) > limits.keyBytesMax + 1 ||
    (end?.length ?? 0) > limits.keyBytesMax + 1
  ) {
    return rejected('a range with an end longer than any key');
  }
  return {
    type: 'deleteRange',
    start: bytesIn(start),
    end: end === null || end === undefined ? undefined : bytesIn(end),
  };
}

function loggedTouch(message: mokv.v1.ITouchCommand): LoggedOf<'touch'> | Rejection {
  const flaw = flawOfKey(message.key);
  if (flaw !== undefined) return rejected(flaw);
  const condition = loggedCondition(message.condition);
  if (condition === unknownCondition) return rejected('a condition of no known kind');
  return {
    type: 'touch',
    key: bytesIn(message.key),
    ttlMs: message.ttlMs ?? 0,
    ...(condition === undefined ? {} : { condition }),
  };
}

/** One flaw anywhere rejects all of it. */
function loggedTxn(message: mokv.v1.ITxnCommand): LoggedOf<'txn'> | Rejection {
  const compares = (message.compares ?? []).map(loggedCompare);
  const success = (message.success ?? []).map(loggedOperation);
  const failure = (message.failure ?? []).map(loggedOperation);
  const flawed = [...compares, ...success, ...failure].find(isRejection);
  if (flawed !== undefined) return flawed;
  return {
    type: 'txn',
    compares: compares.filter(isSound),
    success: success.filter(isSound),
    failure: failure.filter(isSound),
  };
}

/** What would be conditional on its own is not inside a transaction, which has its comparisons. */
function loggedOperation(message: mokv.v1.ITxnOperation): LoggedOperation | Rejection {
  const conditional =
    message.set?.condition ?? message.delete?.condition ?? message.touch?.condition;
  return conditional ? rejected('a condition inside a transaction') : loggedPart(message);
}

function loggedPart(message: mokv.v1.ITxnOperation): LoggedOperation | Rejection {
  if (message.set) return loggedSet(message.set);
  if (message.delete) return loggedDelete(message.delete);
  if (message.deleteRange) return loggedDeleteRange(message.deleteRange);
  if (message.touch) return loggedTouch(message.touch);
  if (!message.get) return rejected('an operation of no known kind');
  const flaw = flawOfKey(message.get);
  return flaw === undefined ? { type: 'get', key: bytesIn(message.get) } : rejected(flaw);
}

type LoggedCompare = LoggedOf<'txn'>['compares'][number];

function loggedCompare(message: mokv.v1.ITxnCompare): LoggedCompare | Rejection {
  const flaw = flawOfKey(message.key);
  if (flaw !== undefined) return rejected(flaw);
  const relation = relations[message.relation ?? 0];
  const target = loggedTarget(message);
  if (relation === undefined || target === undefined) return rejected('an unknown comparison');
  return { key: bytesIn(message.key), relation, target };
}

function loggedTarget(message: mokv.v1.ITxnCompare): LoggedCompare['target'] | undefined {
  const { value } = message;
  if (value !== null && value !== undefined) return { type: 'value', value: bytesIn(value) };
  for (const type of ['modRevision', 'createRevision', 'version'] as const) {
    const number = message[type];
    if (number !== null && number !== undefined) return { type, number };
  }
  return undefined;
}

function loggedStage(message: mokv.v1.IStageRestoreCommand): LoggedOf<'stageRestore'> | Rejection {
  const staged = message.keys ?? [];
  for (const { key, value } of staged) {
    const flaw = flawOfKey(key) ?? flawOfValue(value);
    if (flaw !== undefined) return rejected(flaw);
  }
  const keys = staged.map(({ key, value, expiresAtMs }) => ({
    key: bytesIn(key),
    value: bytesIn(value),
    expiresAtMs: expiresAtMs ?? 0,
  }));
  return { type: 'stageRestore', restoreId: bytesIn(message.restoreId), keys };
}

function loggedRequest(message: mokv.v1.IRequestKey): LoggedRequest | undefined {
  const { client, sequence, firstOpen, commandHash } = message;
  if (!client?.length || !sequence) return undefined;
  return {
    client: byteStringOf(client),
    sequence,
    firstOpen: firstOpen ?? 0,
    commandHash: commandHash ?? 0,
  };
}

const unknownCondition = Symbol('a condition of no known kind');

function loggedCondition(
  message: mokv.v1.IWriteCondition | null | undefined,
): LoggedOf<'set'>['condition'] | typeof unknownCondition {
  if (!message) return undefined;
  const { absent, exists, revision, value } = message;
  if (absent) return { type: 'absent' };
  if (exists) return { type: 'exists' };
  if (revision !== null && revision !== undefined) return { type: 'revision', revision };
  if (value !== null && value !== undefined) return { type: 'value', value: bytesIn(value) };
  return unknownCondition;
}

/** The plain set of the hot path. */
function isPlain({ condition, ttlMs, keepTtl, leaseId, returnPrevious }: mokv.v1.ISetCommand) {
  return !condition && !ttlMs && !keepTtl && !leaseId && !returnPrevious;
}

const noBytes = Buffer.alloc(0);

function bytesIn(bytes: Bytes): ByteString {
  return byteStringOf(bytes ?? noBytes);
}

function flawOfKey(key: Bytes): string | undefined {
  if (!key?.length) return 'empty key';
  if (key.length > limits.keyBytesMax) {
    return `a key of ${key.length} bytes, above ${limits.keyBytesMax}`;
  }
  return isUtf8(key) ? undefined : 'a key that is not UTF-8';
}

function flawOfValue(value: Bytes): string | undefined {
  return value && value.length > limits.valueBytesMax
    ? `a value of ${value.length} bytes, above ${limits.valueBytesMax}`
    : undefined;
}

function isRejection(part: object): part is Rejection {
  return 'type' in part && part.type === 'rejected';
}

function isSound<Part extends object>(part: Part): part is Exclude<Part, Rejection> {
  return !isRejection(part);
}
