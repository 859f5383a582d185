import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';

const text = z.string().nullable();

const context = z.object({
  name: z.string(),
  current: z.boolean(),
  endpoints: z.array(z.string()).nullable().describe('null: what the defaults say'),
  cacert: text,
  cert: text,
  key: text,
  server_name: text,
  insecure: z.boolean().describe('no TLS'),
  production: z.boolean(),
});

const named = z.object({ name: z.string() });

const setting = z.object({
  value: z
    .union([z.string(), z.number(), z.boolean(), z.array(z.string())])
    .nullable()
    .describe('null: none'),
  source: z.string().describe('flag, env, context or default, and which'),
});

export const contextSchemas: OutputSchemas = {
  'context add': { json: named },
  'context use': { json: named },
  'context list': { json: z.object({ contexts: z.array(context) }), ndjson: context },
  'context show': {
    json: z.union([
      context,
      z.record(z.string(), setting).describe('under --resolved: every setting'),
    ]),
  },
  'context test': {
    json: z.object({
      context: text,
      production: z.boolean(),
      node: z.string(),
      leader: text,
      version: z.string(),
    }),
  },
  'context remove': { json: named },
  'context rename': { json: named.extend({ from: z.string() }) },
};
