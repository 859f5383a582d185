import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { unixMs } from '../schema-parts.ts';

const rates = {
  per_second: z.number().describe('over the last 5 seconds'),
  p50_us: z.number(),
  p99_us: z.number(),
  max_us: z.number().describe('over the last minute'),
  error_share: z.number().describe('over the last minute, 0 to 1'),
};

const node = z.object({
  id: z.string(),
  addr: z.string().nullable(),
  raft: z.enum(['leader', 'voter', 'non-voter']).nullable(),
  gossip: z.string().nullable(),
  ghost: z.enum(['gossip-only', 'raft-only']).nullable(),
  role: z.enum(['leader', 'follower', 'candidate']).nullable().describe('as the node says'),
  applied_index: z.number().nullable(),
  lag: z.number().nullable().describe('committed entries that it has not applied'),
  contact_ms: z.number().nullable().describe('since it answered the leader'),
  rtt_ms: z.number().nullable().describe('from here'),
  timed_out: z.boolean().describe('it does not answer here'),
  ops_per_second: z.number().nullable(),
  rss_bytes: z.number().nullable(),
  keys: z.number().nullable(),
  uptime_ms: z.number().nullable(),
  certificate_expiry_ms: unixMs.nullable(),
  version: z.string().nullable(),
  ready: z.boolean().nullable(),
  drained: z.boolean().nullable(),
  problem: z.string().nullable(),
});

const event = z.object({
  time_ms: unixMs,
  seen_by: z.array(z.string()),
  type: z.string(),
  text: z.string(),
  cause: z.string().nullable(),
});

export const topSchemas: OutputSchemas = {
  top: {
    json: z.object({
      time_ms: unixMs,
      healthy: z.boolean(),
      connection: z.enum(['connecting', 'live', 'stale']),
      stale_ms: z.number().nullable().describe('how old all of it is; null: it is not'),
      cluster: z
        .object({
          connected: z.string().describe('the node that answers'),
          leader: z.string().nullable(),
          term: z.number(),
          commit_index: z.number(),
          revision: z.number(),
          keys: z.number(),
          quorum: z.object({
            voters: z.int(),
            healthy: z.int(),
            needed: z.int(),
            can_lose: z.int().describe('negative: the quorum is lost'),
          }),
          alarms: z.array(z.string()).describe('worst first'),
        })
        .nullable(),
      nodes: z.array(node),
      load: z
        .object({
          end_second: z.number().describe('Unix seconds'),
          all: z.object(rates),
          kinds: z.array(z.object({ kind: z.string(), ...rates })),
          loop_delay_us: z.number().describe('the longest in the last minute'),
        })
        .nullable()
        .describe('of all nodes together'),
      events: z.array(event).describe('newest first, at most 10'),
      denied: z
        .array(z.enum(['cluster', 'load', 'events']))
        .describe('what the access control list keeps from you'),
    }),
  },
};
