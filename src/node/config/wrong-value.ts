import { type ErrorCode, MokvError } from '../../shared/errors.ts';
import type { ConfigSource } from './config-source.ts';

/** A wrong flag is a mistake in the command, anything else one in the configuration. */
export function wrongValue(source: ConfigSource, message: string): MokvError {
  const code: ErrorCode = source.type === 'flag' ? 'USAGE' : 'CONFIG';
  return new MokvError(code, message, { hint: 'mokv serve --help explains every key' });
}
