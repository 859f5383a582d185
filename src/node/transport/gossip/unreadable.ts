import { MokvError } from '../../../shared/errors.ts';

/** A stream that belongs to another pool, or whose key is not ours; the texts are those of Serf. */
export function unreadable(why: string): MokvError {
  return new MokvError('CORRUPT', why);
}
