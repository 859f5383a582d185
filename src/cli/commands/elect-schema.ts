import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';
import { valueShape } from '../schema-parts.ts';

/** Each line is a document: this candidate when it leads, or under --observe whoever does. */
export const electSchemas: OutputSchemas = {
  elect: {
    json: z.object({
      leader: z
        .object({
          token: z.number().describe('grows from one leader to the next'),
          ...valueShape,
        })
        .nullable()
        .describe('null: nobody leads'),
    }),
  },
};
