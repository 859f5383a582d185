import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { addressedSchema, quorumSchema, unixMs } from '../schema-parts.ts';

const status = z.object({
  node: z.object({
    id: z.string(),
    role: z.string(),
    version: z.string(),
    uptime_ms: z.number(),
    ready: z.boolean().describe('has caught up, knows a leader and is not drained'),
    drained: z.boolean(),
    leader_contact_ms: z
      .number()
      .nullable()
      .describe('since it heard from a leader; null: never; 0 on the leader'),
    rss_bytes: z.number(),
    operations_per_second: z.number(),
  }),
  leader: addressedSchema.nullable(),
  term: z.number(),
  quorum: quorumSchema.extend({
    in_contact: z
      .int()
      .nullable()
      .describe('voters that the leader hears from, itself included; null: no leader says'),
    can_lose_now: z.int().nullable().describe('of those, how many more may fail'),
  }),
  log: z.object({
    commit_index: z.number(),
    applied_index: z.number(),
    last_index: z.number(),
    snapshot_index: z.number().describe('0: no snapshot'),
    bytes: z.number(),
  }),
  store: z.object({
    keys: z.number(),
    bytes: z.number(),
    bytes_max: z.number().describe('above which writes are refused; 0: none'),
    revision: z.number(),
    compacted_revision: z.number().describe('later changes are known to this node'),
  }),
  certificate_expiry_ms: unixMs,
  servers: z.array(addressedSchema.extend({ voter: z.boolean() })),
});

export const statusSchemas: OutputSchemas = { status: { json: status } };
