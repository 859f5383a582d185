import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';

const state = z.enum(['ok', 'warning', 'critical']);

const check = z.object({
  name: z.enum(['leader', 'quorum', 'voters', 'lag', 'contact', 'certificate', 'ready']),
  state,
  text: z.string().describe('one line for people'),
  value: z
    .number()
    .describe('leader: 0 or 1; quorum: voters in contact; contact: ms; certificate: days'),
});

export const checkSchemas: OutputSchemas = {
  check: { json: z.object({ state: state.describe('the worst'), checks: z.array(check) }) },
};
