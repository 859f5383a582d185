import { describe, expect, it } from 'vitest';
import { fileErrorOf } from './file-error.ts';

describe('fileErrorOf', () => {
  it.each([
    ['EACCES', 'FILE_PERMISSION', 'permission denied'],
    ['EROFS', 'FILE_PERMISSION', 'permission denied'],
    ['ENOENT', 'CONFIG', 'no such file or directory'],
    ['EISDIR', 'CONFIG', 'it is a directory'],
    ['ELOOP', 'CONFIG', 'its symbolic links form a loop'],
    ['EEXIST', 'ALREADY_EXISTS', 'it exists already'],
    ['ENOSPC', 'DISK', 'disk full'],
  ])('calls %s %s', (errno, code, reason) => {
    const cause = Object.assign(new Error('disk full'), { code: errno });
    expect(fileErrorOf(cause, 'read', '/a')).toMatchObject({
      code,
      message: `cannot read /a: ${reason}`,
      cause,
    });
  });
});
