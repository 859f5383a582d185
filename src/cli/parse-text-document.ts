import { parse } from 'yaml';
import { MokvError } from '../shared/errors.ts';

/** Reads YAML or JSON without types: 007 and true are texts as they stand. USAGE says what is wrong in `what`. */
export function parseTextDocument(text: string, what: string): unknown {
  try {
    return parse(text, { schema: 'failsafe' });
  } catch (error) {
    throw error instanceof Error ? malformedDocument(what, error) : error;
  }
}

export function malformedDocument(what: string, cause: Error): MokvError {
  const [line = ''] = cause.message.split('\n');
  return new MokvError('USAGE', `${what} is malformed: ${line.replace(/:$/, '')}`, {
    hint: cause instanceof MokvError && cause.hint ? cause.hint : undefined,
    cause,
  });
}
