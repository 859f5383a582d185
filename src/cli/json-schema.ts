import { toJSONSchema } from 'zod';
import type { NamedSchema } from './find-schema.ts';

/** The JSON Schema of `-o json`, or of a line under `-o ndjson`. Further fields are allowed: some may be added. */
export function jsonSchemaOf(
  { path, schema: { json, ndjson = json } }: NamedSchema,
  format: 'json' | 'ndjson',
): object {
  const schema = format === 'json' ? json : ndjson;
  return { title: `mokv ${path} -o ${format}`, ...toJSONSchema(schema, { io: 'input' }) };
}
