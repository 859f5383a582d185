import type { OutputSchemas } from '../output-schema.ts';
import { keyValueSchema } from '../schema-parts.ts';

export const getSchemas: OutputSchemas = { get: { json: keyValueSchema } };
