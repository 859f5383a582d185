import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { unixMs } from '../schema-parts.ts';

const files = z.object({ made: z.array(z.string()), kept: z.array(z.string()) });

const certificate = z.object({
  file: z.string(),
  kind: z.string(),
  common_names: z.array(z.string()),
  names: z.array(z.object({ type: z.string(), value: z.string() })),
  purposes: z.array(z.string()),
  issuer: z.string(),
  not_before: z.iso.datetime(),
  not_after: z.iso.datetime(),
  days_left: z.int(),
  serial: z.string(),
  fingerprint: z.string().describe('SHA-256'),
});

const expiry = z.object({
  node: z.string(),
  use: z.string().describe('"server", "peer" or "ca"'),
  subject: z.string(),
  expiry_ms: unixMs,
});

export const certSchemas: OutputSchemas = {
  'cert init': { json: files },
  'cert ca': { json: files },
  'cert server': { json: files },
  'cert peer': { json: files },
  'cert client': { json: files },
  'cert inspect': {
    json: z.object({ certificates: z.array(certificate) }),
    ndjson: certificate,
  },
  'cert expiry': {
    json: z.object({ certificates: z.array(expiry).describe('the first one to end first') }),
    ndjson: expiry,
  },
};
