import { InvalidArgumentError } from 'commander';
import * as z from 'zod';
import type { Compare, Condition, Operation, RequestId } from '../client/kv-api.ts';
import { MokvError } from '../shared/errors.ts';
import { limits } from '../shared/limits.ts';
import { parseTtl } from './duration.ts';
import { parseRequestId } from './request-id-argument.ts';

/** In YAML everything is text, in JSON a number is one. */
const number = z.coerce.number().int().min(0);
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

const key = z
  .string()
  .refine((text) => text !== '' && Buffer.byteLength(text) <= limits.keyBytesMax, {
    error: `a key has 1 to ${limits.keyBytesMax} bytes`,
  });

const valueShape = { value: z.string().optional(), value_b64: z.base64().optional() };

const ttl = z.string().transform((text, context) => read(parseTtl, text, context));

const requestId = z.string().transform((text, context) => read(parseRequestId, text, context));

const set = z.strictObject({
  op: z.literal('set'),
  key,
  ...valueShape,
  ttl: ttl.optional(),
  keep_ttl: flag.optional(),
});
const del = z.strictObject({ op: z.literal('delete'), key });
const get = z.strictObject({ op: z.literal('get'), key });
const touch = z.strictObject({ op: z.literal('touch'), key, ttl: ttl.optional() });
const range = {
  prefix: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
};
const deleteRange = z
  .strictObject({ op: z.literal('delete_range'), ...range })
  .refine((fields) => Boolean(fields.prefix || fields.from || fields.to), {
    error: 'without prefix, from or to it would delete everything',
  });

const conditionShape = {
  if_absent: z.literal(true).optional(),
  if_rev: number.optional(),
  if_value: z.string().optional(),
  request_id: requestId.optional(),
};

const inTransaction = z.discriminatedUnion('op', [get, set, del, touch, deleteRange]);
const alone = z.discriminatedUnion('op', [
  get,
  set.extend(conditionShape),
  del.extend(conditionShape),
  touch,
]);

const compare = z.strictObject({
  key,
  rev: number.optional(),
  create_rev: number.optional(),
  version: number.optional(),
  ...valueShape,
  exists: flag.optional(),
  is: z.enum(['equal', 'not-equal', 'less', 'greater']).default('equal'),
});

const transaction = z.strictObject({
  compares: z.array(compare).default([]),
  // biome-ignore lint/suspicious/noThenProperty: the word of the file; nobody awaits the document
  then: z.array(inTransaction).default([]),
  else: z.array(inTransaction).default([]),
});

/** One that stands on its own. */
export type LoneOperation = Exclude<Operation, { readonly type: 'deleteRange' }>;

export interface ParsedTransaction {
  readonly compares: readonly Compare[];
  readonly success: readonly Operation[];
  readonly failure: readonly Operation[];
}

/** Reads `{"op": "set", "key": "a", "value": "1"}` and the like; USAGE says what is wrong with it. */
export function parseOperation(document: unknown): LoneOperation {
  const fields = parsed(alone, document);
  switch (fields.op) {
    case 'set':
      return { ...setOf(fields), ...conditionFields(fields) };
    case 'delete':
      return { type: 'delete', key: fields.key, ...conditionFields(fields) };
    case 'get':
    case 'touch':
      return simpleOf(fields);
  }
}

/** Reads the lists `compares`, `then` and `else`. */
export function parseTransaction(document: unknown): ParsedTransaction {
  const fields = parsed(transaction, document);
  return {
    compares: fields.compares.map(compareOf),
    success: fields.then.map(operationOf),
    failure: fields.else.map(operationOf),
  };
}

function parsed<Schema extends z.ZodType>(schema: Schema, document: unknown): z.output<Schema> {
  const { success, data, error } = schema.safeParse(document);
  if (success) return data;
  const [issue] = error.issues;
  const path = issue?.path.join('.');
  throw new MokvError('USAGE', `${path ? `${path}: ` : ''}${issue?.message ?? 'it is malformed'}`);
}

function read<Read>(parse: (text: string) => Read, text: string, context: z.RefinementCtx): Read {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    context.addIssue(error.message);
    return z.NEVER;
  }
}

function operationOf(fields: z.output<typeof inTransaction>): Operation {
  switch (fields.op) {
    case 'set':
      return setOf(fields);
    case 'delete':
      return { type: 'delete', key: fields.key };
    case 'delete_range': {
      const { prefix, from: start, to: end } = fields;
      return { type: 'deleteRange', range: { prefix, start, end } };
    }
    case 'get':
    case 'touch':
      return simpleOf(fields);
  }
}

function simpleOf(fields: z.output<typeof get> | z.output<typeof touch>): LoneOperation {
  return fields.op === 'get'
    ? { type: 'get', key: fields.key }
    : { type: 'touch', key: fields.key, ttlMs: fields.ttl ?? 0 };
}

function setOf(fields: z.output<typeof set>): Extract<Operation, { readonly type: 'set' }> {
  return {
    type: 'set',
    key: fields.key,
    value: bytesOf(fields) ?? new Uint8Array(0),
    ...(fields.ttl === undefined ? {} : { ttlMs: fields.ttl }),
    ...(fields.keep_ttl ? { keepTtl: true } : {}),
  };
}

function conditionFields(fields: z.output<z.ZodObject<typeof conditionShape>>): {
  readonly condition?: Condition;
  readonly requestId?: RequestId;
} {
  const { if_absent, if_rev, if_value, request_id } = fields;
  const conditions: Condition[] = [
    ...(if_absent ? [{ type: 'absent' } as const] : []),
    ...(if_rev === undefined ? [] : [{ type: 'revision', revision: if_rev } as const]),
    ...(if_value === undefined ? [] : [{ type: 'value', value: Buffer.from(if_value) } as const]),
  ];
  const [condition, second] = conditions;
  if (second !== undefined) throw new MokvError('USAGE', 'one condition is the most');
  return {
    ...(condition === undefined ? {} : { condition }),
    ...(request_id === undefined ? {} : { requestId: request_id }),
  };
}

const relations = {
  equal: 'equal',
  'not-equal': 'notEqual',
  less: 'less',
  greater: 'greater',
} as const;

function compareOf(fields: z.output<typeof compare>): Compare {
  const relation = relations[fields.is];
  const { rev, create_rev, version, exists } = fields;
  const value = bytesOf(fields);
  const targets: Compare[] = [
    ...(rev === undefined ? [] : [numbered(fields.key, relation, 'modRevision', rev)]),
    ...(create_rev === undefined
      ? []
      : [numbered(fields.key, relation, 'createRevision', create_rev)]),
    ...(version === undefined ? [] : [numbered(fields.key, relation, 'version', version)]),
    ...(value === undefined
      ? []
      : [{ key: fields.key, relation, target: { type: 'value', value } } as const]),
    ...(exists === undefined
      ? []
      : [numbered(fields.key, exists ? 'greater' : 'equal', 'createRevision', 0)]),
  ];
  const [target, second] = targets;
  if (target !== undefined && second === undefined) return target;
  throw new MokvError(
    'USAGE',
    `the comparison of ${JSON.stringify(fields.key)} must be about one thing`,
    {
      hint: 'rev, create_rev, version, value, value_b64 or exists',
    },
  );
}

function numbered(
  name: string,
  relation: Compare['relation'],
  type: 'modRevision' | 'createRevision' | 'version',
  against: number,
): Compare {
  return { key: name, relation, target: { type, number: against } };
}

function bytesOf(fields: {
  readonly value?: string | undefined;
  readonly value_b64?: string | undefined;
}): Uint8Array | undefined {
  const { value, value_b64 } = fields;
  if (value !== undefined && value_b64 !== undefined) {
    throw new MokvError('USAGE', 'value and value_b64 are both given');
  }
  if (value !== undefined) return Buffer.from(value);
  return value_b64 === undefined ? undefined : Buffer.from(value_b64, 'base64');
}
