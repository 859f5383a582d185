import { MokvError, messageOf } from '../../shared/errors.ts';
import { InvariantViolation } from '../../shared/invariant.ts';

/** What the operating system or LevelDB refused, as one of our codes. Errors of our own stay as they are. */
export function diskError(path: string, error: unknown): MokvError {
  if (error instanceof MokvError) return error;
  if (error instanceof InvariantViolation) throw error;
  const text = messageOf(error);
  const named = text.includes(path) ? text : `${path}: ${text}`;
  if (/EACCES|EPERM|EROFS|Permission denied|Read-only file system/.test(text)) {
    return new MokvError('FILE_PERMISSION', named, {
      hint: 'give the user that runs mokv the right to write there',
      cause: error,
    });
  }
  const full = /ENOSPC|EDQUOT|No space left|quota exceeded/.test(text);
  return new MokvError('DISK', named, {
    hint: full
      ? 'free some space, then start the node again'
      : 'check the disk and the kernel log, then start the node again',
    cause: error,
  });
}

/** The bytes at `path` are not what this node wrote: it must neither vote nor serve from them. */
export function corrupt(path: string, problem: string, cause?: unknown): MokvError {
  return new MokvError('CORRUPT', `${path}: ${problem}`, {
    hint: 'restore the data directory from a backup, or start with an empty one under a new node name and let it join',
    cause,
  });
}

/** True for the error of a system call that found nothing at its path. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
