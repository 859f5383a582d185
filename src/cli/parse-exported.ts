import * as z from 'zod';
import type { ImportedItem } from '../client/kv-api.ts';
import { MokvError, messageOf } from '../shared/errors.ts';
import type { InputLine } from './input-lines.ts';
import { checkKey } from './key-argument.ts';

const exported = z.object({
  key: z.string(),
  value: z.string().optional(),
  value_b64: z.base64().optional(),
  ttl_ms: z.int().min(1).optional(),
  lease_id: z.string().optional(),
});

/** One line of an export; undefined for a key that belongs to a lease. USAGE names the line. */
export function parseExported({ number, text }: InputLine): ImportedItem | undefined {
  try {
    const { key, value, value_b64, ttl_ms, lease_id } = exported.parse(JSON.parse(text));
    if (lease_id !== undefined) return undefined;
    if ((value === undefined) === (value_b64 === undefined)) {
      throw new MokvError('USAGE', 'there must be a value or a value_b64');
    }
    return {
      key: checkKey(key),
      value: value_b64 === undefined ? Buffer.from(value ?? '') : Buffer.from(value_b64, 'base64'),
      ...(ttl_ms === undefined ? {} : { ttlMs: ttl_ms }),
    };
  } catch (error) {
    throw malformed(number, error);
  }
}

function malformed(number: number, cause: unknown): MokvError {
  return new MokvError('USAGE', `line ${number}: ${whyWrong(cause)}`, {
    hint: "'mokv export' prints lines as they must be",
    cause,
  });
}

function whyWrong(error: unknown): string {
  if (!(error instanceof z.ZodError)) return messageOf(error);
  const [issue] = error.issues;
  return `${issue?.path.join('.')}: ${issue?.message}`;
}
