import type { api, mokv } from '../../api/gen/messages.js';
import { type ByteString, byteStringOfText } from '../../shared/byte-string.ts';
import { MokvError } from '../../shared/errors.ts';
import type {
  Command,
  Condition,
  DeleteRangeWrite,
  DeleteWrite,
  RequestKey,
  SetWrite,
  TouchWrite,
} from '../kv/command.ts';
import { checkKeySize, checkValueSize } from './check-sizes.ts';
import { boundsOf } from './key-bounds.ts';

const limits = {
  /** Ten years of 365 days. */
  ttlMsMax: 10 * 365 * 24 * 3600 * 1000,
  clientNameBytesMax: 64,
} as const;

const noBytes = new Uint8Array(0);

type Mutable<Part> = { -readonly [Name in keyof Part]: Part[Name] };

/** @throws INVALID_ARGUMENT; RESOURCE_EXHAUSTED when the value is too large. */
export function setWriteOf(request: api.ISetRequest): SetWrite {
  const { value, condition, ttlMs, keepTtl, leaseId, returnPrevious } = request;
  checkValueSize(value ?? noBytes);
  if (keepTtl && (ttlMs || leaseId)) {
    throw new MokvError('INVALID_ARGUMENT', 'keep_ttl goes with neither ttl_ms nor lease_id');
  }
  const write: Mutable<SetWrite> = {
    type: 'set',
    key: keyOf(request.key),
    value: value ?? noBytes,
  };
  if (condition) write.condition = conditionOf(condition);
  if (ttlMs) write.ttlMs = checkedTtl(ttlMs);
  if (keepTtl) write.keepTtl = keepTtl;
  if (leaseId) write.leaseId = leaseId;
  if (returnPrevious) write.returnPrevious = returnPrevious;
  return write;
}

/** @throws INVALID_ARGUMENT */
export function deleteWriteOf(request: api.IDeleteRequest): DeleteWrite {
  const { key, condition, returnPrevious } = request;
  return {
    type: 'delete',
    key: keyOf(key),
    ...(condition ? { condition: conditionOf(condition) } : undefined),
    ...(returnPrevious ? { returnPrevious } : undefined),
  };
}

/** @throws INVALID_ARGUMENT */
export function touchWriteOf({ key, ttlMs, condition }: mokv.v1.ITouchRequest): TouchWrite {
  return {
    type: 'touch',
    key: keyOf(key),
    ttlMs: checkedTtl(ttlMs ?? 0),
    ...(condition ? { condition: conditionOf(condition) } : undefined),
  };
}

/** Without bounds: every key. */
export function deleteRangeWriteOf({ range }: mokv.v1.IDeleteRangeRequest): DeleteRangeWrite {
  const { lo, hi } = boundsOf(range);
  return { type: 'deleteRange', start: lo, end: hi };
}

/** @throws INVALID_ARGUMENT */
export function keyOf(key: string | null | undefined): ByteString {
  checkKeySize(key ?? '');
  return byteStringOfText(key ?? '');
}

/** @throws INVALID_ARGUMENT */
export function requestKeyOf(user: string, id: api.IRequestId): RequestKey {
  return new RequestKeys(user).of(id);
}

/** What the state machine knows the requests of one user by. */
export class RequestKeys {
  readonly #user: string;
  #client: string | undefined;
  #owned = '' as ByteString;

  constructor(user: string) {
    this.#user = user;
  }

  /** @throws INVALID_ARGUMENT */
  of({ client, sequence, firstOpen }: api.IRequestId): RequestKey {
    const owned = this.#ownedBy(client ?? '');
    if (!sequence) {
      throw new MokvError('INVALID_ARGUMENT', 'the sequence of a request id starts at 1');
    }
    if (firstOpen && firstOpen > sequence) {
      throw new MokvError('INVALID_ARGUMENT', 'first_open of a request id is above its sequence');
    }
    return { client: owned, sequence, firstOpen: firstOpen ?? 0 };
  }

  /** Ids of two users never meet, for no name of a user holds a NUL. */
  #ownedBy(client: string): ByteString {
    if (client === this.#client) return this.#owned;
    const bytes = Buffer.byteLength(client, 'utf8');
    if (bytes === 0 || bytes > limits.clientNameBytesMax) {
      throw new MokvError(
        'INVALID_ARGUMENT',
        `the client of a request id has ${bytes} bytes, 1 to ${limits.clientNameBytesMax} are allowed`,
      );
    }
    this.#client = client;
    this.#owned = byteStringOfText(`${this.#user}\0${client}`);
    return this.#owned;
  }
}

/** The write as a command, with the request that it answers when the caller, a user, named one. */
export function commandFor<Change extends Command>(
  requests: RequestKeys | string,
  requestId: api.IRequestId | null | undefined,
  change: Change,
): Change {
  if (!requestId) return change;
  const keys = typeof requests === 'string' ? new RequestKeys(requests) : requests;
  return { ...change, request: keys.of(requestId) };
}

function checkedTtl(ttlMs: number): number {
  if (ttlMs > limits.ttlMsMax) {
    throw new MokvError(
      'INVALID_ARGUMENT',
      `a ttl of ${ttlMs} ms, at most ${limits.ttlMsMax} (ten years) are allowed`,
    );
  }
  return ttlMs;
}

function conditionOf({ absent, exists, revision, value }: api.ICondition): Condition {
  if (absent) return { type: 'absent' };
  if (exists) return { type: 'exists' };
  if (typeof revision === 'number') return { type: 'revision', revision };
  if (value) {
    checkValueSize(value);
    return { type: 'value', value };
  }
  throw new MokvError('INVALID_ARGUMENT', 'a condition of no known kind');
}
