import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';

const server = z.object({ id: z.string(), addr: z.string(), leader: z.boolean() });

export const serversSchemas: OutputSchemas = {
  servers: { json: z.object({ servers: z.array(server) }), ndjson: server },
};
