import { MokvError } from '../../../shared/errors.ts';

/** Bytes that are no gossip message, or none that a correct peer sends. */
export function malformed(what: string): MokvError {
  return new MokvError('CORRUPT', `malformed gossip: ${what}`);
}
