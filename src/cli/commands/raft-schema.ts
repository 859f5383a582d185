import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { addressedSchema, nodesSchemas, quorumSchema } from '../schema-parts.ts';

const peer = z.object({
  id: z.string(),
  state: z.string(),
  match_index: z.number(),
  next_index: z.number(),
  in_flight: z.number(),
  contact_ms: z.number().nullable().describe('null: it never answered this leader'),
});

const info = z.object({
  node: z.object({ id: z.string(), role: z.string() }),
  term: z.number(),
  leader: addressedSchema.nullable(),
  commit_index: z.number(),
  applied_index: z.number(),
  last_index: z.number(),
  log_bytes: z.number(),
  snapshot_index: z.number().describe('0: no snapshot'),
  configuration_index: z.number(),
  peers: z.array(peer).describe('empty unless the node leads'),
});

const entry = z.object({
  index: z.number(),
  term: z.number(),
  type: z.string().describe('"command", "noop", "barrier" or "configuration"'),
  bytes: z.number(),
  commands: z.number(),
  committed: z.boolean(),
});

const server = addressedSchema.extend({ voter: z.boolean() });

export const raftSchemas: OutputSchemas = {
  'raft info': { json: info },
  'raft log tail': {
    json: z.object({
      first_index: z.number().describe('that the log still holds'),
      entries: z.array(entry),
    }),
    ndjson: entry,
  },
  'raft compact': nodesSchemas({ snapshot_index: z.number().optional() }),
  'raft config': {
    json: z.object({
      configuration_index: z.number(),
      leader: z.string(),
      quorum: quorumSchema,
      servers: z.array(server),
    }),
    ndjson: server,
  },
};
