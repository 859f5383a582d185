import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rootReadsAll } from '../../../test/support/root-reads-all.ts';
import { readConfigFile } from './read-config-file.ts';

const run = promisify(execFile);
let directory: string;
let path: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mokv-config-'));
  path = join(directory, 'mokv.yaml');
});

afterEach(() => rm(directory, { recursive: true, force: true }));

describe('readConfigFile', () => {
  it('reads the entries of a file, also through a symbolic link', async () => {
    await writeFile(join(directory, 'real'), 'rpc-port: 8400\n');
    await symlink('real', path);
    expect(await readConfigFile(path)).toEqual([{ key: 'rpc-port', value: '8400', line: 1 }]);
  });

  it('refuses a directory', async () => {
    await expect(readConfigFile(directory)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${directory} is not a file`,
    });
  });

  it('refuses a file that is not there', async () => {
    await expect(readConfigFile(path)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `cannot read ${path}: no such file or directory`,
    });
  });

  it('refuses a loop of symbolic links', async () => {
    await symlink(path, path);
    await expect(readConfigFile(path)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `cannot read ${path}: its symbolic links form a loop`,
    });
  });

  it.skipIf(rootReadsAll())('refuses a file that may not be read', async () => {
    await writeFile(path, '');
    await chmod(path, 0);
    await expect(readConfigFile(path)).rejects.toMatchObject({
      code: 'FILE_PERMISSION',
      message: `cannot read ${path}: permission denied`,
    });
  });

  it('refuses a file of 10 MiB without parsing it', async () => {
    await writeFile(path, `a: ${'x'.repeat(10 * 1024 * 1024)}`);
    await expect(readConfigFile(path)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path} is larger than 65536 bytes`,
    });
  });

  it('takes a file of exactly the greatest size', async () => {
    await writeFile(path, `a: ${'x'.repeat(65_536 - 3)}`);
    expect(await readConfigFile(path)).toHaveLength(1);
  });

  it('refuses bytes that are no UTF-8', async () => {
    await writeFile(path, Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe]));
    await expect(readConfigFile(path)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path} is not valid UTF-8`,
    });
  });

  it('does not wait for a writer of a named pipe', async () => {
    await run('mkfifo', [path]);
    await expect(readConfigFile(path)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path} is not a file`,
    });
  });
});
