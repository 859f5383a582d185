import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';

const finding = z.object({
  severity: z.enum(['critical', 'warning', 'notice']),
  what: z.string(),
  evidence: z.string(),
  remedy: z.string(),
});

export const doctorSchemas: OutputSchemas = {
  doctor: {
    json: z.object({
      healthy: z.boolean(),
      findings: z.array(finding).describe('worst first'),
    }),
  },
};
