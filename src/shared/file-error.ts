import { MokvError, messageOf } from './errors.ts';

/** The error of a failed file operation, as its user can act on it. `action` is e.g. "read". */
export function fileErrorOf(cause: unknown, action: string, path: string): MokvError {
  const failed = `cannot ${action} ${path}`;
  switch (errnoCodeOf(cause)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new MokvError('FILE_PERMISSION', `${failed}: permission denied`, {
        hint: `see who may use it with: ls -ld ${path}`,
        cause,
      });
    case 'ENOENT':
    case 'ENOTDIR':
      return new MokvError('CONFIG', `${failed}: no such file or directory`, { cause });
    case 'EISDIR':
      return new MokvError('CONFIG', `${failed}: it is a directory`, { cause });
    case 'ELOOP':
      return new MokvError('CONFIG', `${failed}: its symbolic links form a loop`, { cause });
    case 'EEXIST':
      return new MokvError('ALREADY_EXISTS', `${failed}: it exists already`, { cause });
    default:
      return new MokvError('DISK', `${failed}: ${messageOf(cause)}`, { cause });
  }
}

export function errnoCodeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}
