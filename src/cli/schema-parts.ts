import * as z from 'zod';

export const quorumSchema = z.object({
  voters: z.int().describe('voters in the configuration'),
  needed: z.int().describe('voters that must agree'),
  can_lose: z.int().describe('voters that may fail without stopping the cluster'),
});

export const addressedSchema = z.object({ id: z.string(), addr: z.string() });

export const unixMs = z.number().describe('Unix time in milliseconds');

export const keySchema = z.string();

/** The text of a value stands under `value`, and bytes that are not UTF-8 under `value_b64`. */
export const valueShape = {
  value: z.string().optional().describe('the value, when it is UTF-8'),
  value_b64: z.string().optional().describe('else the value in Base64'),
};

export const revisionSchema = z.number().describe('of the cluster, counted up by each change');

/** What the cluster knows about a key. */
export const metaShape = {
  rev: z.number().optional().describe('the revision of its last change'),
  create_rev: z.number().optional().describe('the revision at which it was created'),
  version: z.number().optional().describe('changes since then, from 1'),
  expires_at_ms: unixMs.optional(),
  lease_id: z.string().optional().describe('the lease that it ends with'),
};

/** A key with its value and, under --meta, what is known about it. */
export const keyValueSchema = z.object({
  key: keySchema,
  ...valueShape,
  ...metaShape,
  age_ms: z
    .number()
    .optional()
    .describe('of a stale read: milliseconds since the server last heard from a leader'),
});

/** What became of one operation of a transaction or a batch. */
export const operationResultShape = {
  op: z.enum(['get', 'set', 'delete', 'delete_range', 'touch']).optional(),
  key: keySchema.optional(),
  ...valueShape,
  ...metaShape,
  created: z.boolean().optional().describe('of a set: the key did not exist before'),
  deleted: z.number().optional().describe('of a deletion: how many keys there were'),
  error: z
    .object({ code: z.string(), message: z.string() })
    .optional()
    .describe('why it was not done; the codes are those of errors'),
};

/** What several nodes answered: in one document under `nodes`, or a line for each. The fields of `shape` are optional. */
export function nodesSchemas(shape: z.ZodRawShape) {
  const node = z.object({
    id: z.string(),
    error: z
      .object({ code: z.string(), message: z.string() })
      .nullable()
      .describe('null: it answered'),
    ...shape,
  });
  return { json: z.object({ nodes: z.array(node) }), ndjson: node };
}
