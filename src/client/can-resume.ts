import { MokvError } from '../shared/errors.ts';

/** The server or the way to it failed: another one can go on from where the stream broke off. */
export function canResume(error: unknown): boolean {
  if (!(error instanceof MokvError)) return false;
  const { code } = error;
  return code === 'UNAVAILABLE' || code === 'NO_LEADER' || code === 'NOT_LEADER';
}
