import { MokvError } from '../../shared/errors.ts';

/** A peer broke the protocol: its connection is closed without an answer (raft-wire §1). */
export function refused(what: string): MokvError {
  return new MokvError('INVALID_ARGUMENT', `Raft peer sent ${what}`);
}
