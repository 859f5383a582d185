import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { addressedSchema, quorumSchema, unixMs } from '../schema-parts.ts';

const text = z.string().nullable();
const number = z.number().nullable();

/** A member as `member list` prints it; what nobody could say is null. */
export const memberSchema = z.object({
  id: z.string(),
  raft: z
    .enum(['leader', 'voter', 'non-voter'])
    .nullable()
    .describe('null: not in the configuration'),
  gossip: text.describe('null: not in the gossip pool, or the pool could not be asked'),
  addr: text.describe('of its RPC port: in the configuration, else as it announces it'),
  announced_addr: text.describe('of its RPC port, as it announces it'),
  gossip_addr: text,
  match_index: number,
  applied_index: number,
  lag: number.describe('committed entries that it does not hold'),
  contact_ms: number.describe(
    'milliseconds since its last answer; null for the leader, and for one that never answered it',
  ),
  rtt_ms: number.describe('from the node that was asked'),
  version: text,
  certificate_expiry_ms: unixMs.nullable(),
  ready: z.boolean().nullable().describe('it has caught up, knows a leader and is not drained'),
  drained: z.boolean().nullable(),
  operations_per_second: number,
  rss_bytes: number,
  problem: text.describe('what Raft and gossip do not agree on; null when they do'),
});

/** Under --dry-run. */
const preview = {
  quorum: quorumSchema.optional().describe('under --dry-run: what would be left'),
  ok: z.boolean().optional().describe('under --dry-run: the cluster would go on'),
  healthy: z
    .number()
    .optional()
    .describe('under --dry-run: voters that would be left and are up and caught up'),
};

const changed = z.object({ id: z.string(), voter: z.boolean(), ...preview });

export const memberSchemas: OutputSchemas = {
  'member list': {
    json: z.object({
      leader: z.string().nullable(),
      quorum: quorumSchema,
      members: z.array(memberSchema),
    }),
    ndjson: memberSchema,
  },
  'member add': { json: addressedSchema.extend({ voter: z.boolean(), quorum: preview.quorum }) },
  'member remove': { json: z.object({ id: z.string(), ...preview }) },
  'member promote': { json: changed },
  'member demote': { json: changed },
  'member replace': {
    json: z.object({ old: z.string(), new: z.string(), addr: z.string(), ...preview }),
  },
};
