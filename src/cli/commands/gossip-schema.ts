import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { unixMs } from '../schema-parts.ts';

const member = z.object({
  name: z.string(),
  status: z.string(),
  addr: z.string(),
  tags: z.record(z.string(), z.string()),
  incarnation: z.number(),
  rtt_ms: z.number().nullable(),
});

const keys = z.object({
  keys: z.array(
    z.object({
      key: z.string(),
      members: z.int().describe('how many have it'),
      primary: z.int().describe('how many encrypt with it'),
    }),
  ),
  members: z.array(
    z.object({
      name: z.string(),
      ok: z.boolean(),
      message: z.string(),
      keys: z.array(z.string()),
      primary_key: z.string().nullable(),
    }),
  ),
});

const event = z.object({
  time_ms: unixMs,
  type: z.string(),
  member: member.optional(),
  name: z.string().optional().describe('of a user event'),
  payload: z.string().optional().describe('of a user event, when it is UTF-8'),
  payload_b64: z.string().optional().describe('else the payload in Base64'),
});

const answer = z.object({
  name: z.string(),
  type: z.string().describe('ack when the query came through, response with a payload'),
  payload: z.string().optional().describe('when it is UTF-8'),
  payload_b64: z.string().optional().describe('else the payload in Base64'),
});

export const gossipSchemas: OutputSchemas = {
  'gossip members': {
    json: z.object({ node: z.string(), encrypted: z.boolean(), members: z.array(member) }),
    ndjson: member,
  },
  'gossip join': {
    json: z.object({
      joined: z.array(z.string()),
      failed: z.array(z.object({ addr: z.string(), failure: z.string() })),
    }),
  },
  'gossip force-leave': { json: z.object({ name: z.string(), pruned: z.boolean() }) },
  'gossip keys list': { json: keys },
  'gossip keys install': { json: keys },
  'gossip keys use': { json: keys },
  'gossip keys remove': { json: keys },
  'gossip rtt': { json: z.object({ rtt_ms: z.number() }) },
  'gossip events': { json: event },
  'gossip event': { json: z.object({ name: z.string(), bytes: z.int() }) },
  'gossip query': { json: answer },
};
