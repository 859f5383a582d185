import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { nodesSchemas, unixMs } from '../schema-parts.ts';

const certificate = z.object({
  use: z.string().describe('"server", "peer" or "ca"'),
  subject: z.string(),
  expiry_ms: unixMs,
});

const info = z.object({
  id: z.string(),
  version: z.string(),
  node_version: z.string().describe('of Node.js'),
  pid: z.number(),
  rss_bytes: z.number(),
  heap_bytes: z.number(),
  loop_delay_p99_us: z.number().describe('how late the event loop was in the last second'),
  log_level: z.string(),
  certificates: z.array(certificate),
  configuration: z.record(z.string(), z.string()).describe('without secrets'),
  log: z.array(z.string()).describe('the last lines, as many as were asked for'),
});

const verdict = z.object({
  ok: z.boolean(),
  reason: z.string().describe('the arithmetic in one line'),
  voters: z.int(),
  healthy: z.int().describe('voters that would be up and caught up'),
  quorum: z.int().describe('voters that are needed'),
});

const drained = nodesSchemas({ drained: z.boolean().optional() });

export const nodeSchemas: OutputSchemas = {
  'node info': { json: info },
  'node ok-to-stop': { json: verdict },
  'node drain': drained,
  'node undrain': drained,
  'node reload': nodesSchemas({ reloaded: z.boolean().optional() }),
  'node log-level': nodesSchemas({ log_level: z.string().optional() }),
};
