import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';

const node = z.object({
  name: z.string(),
  rpcPort: z.int(),
  gossipPort: z.int(),
  metricsPort: z.int(),
  pid: z.int().optional(),
});

export const devSchemas: OutputSchemas = {
  dev: {
    json: z.object({
      directory: z.string(),
      endpoints: z.string(),
      cacert: z.string(),
      cert: z.string(),
      key: z.string(),
      nodes: z.array(node),
    }),
  },
};
