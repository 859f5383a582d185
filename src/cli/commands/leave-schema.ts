import * as z from 'zod';
import type { OutputSchemas } from '../output-schema.ts';

export const leaveSchemas: OutputSchemas = { leave: { json: z.object({ id: z.string() }) } };
