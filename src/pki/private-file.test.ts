import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePrivateDirectory, writeNewFile } from './private-file.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mokv-files-'));
});

afterEach(() => rm(directory, { recursive: true, force: true }));

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

describe('writeNewFile', () => {
  it('makes a private file that only its owner may use and leaves nothing beside it', async () => {
    const path = join(directory, 'key.pem');
    await writeNewFile({ path, text: 'secret', access: 'private', ifPresent: 'refuse' });
    expect(await modeOf(path)).toBe('600');
    expect(await readdir(directory)).toEqual(['key.pem']);
    expect(await readFile(path, 'utf8')).toBe('secret');
  });

  it('leaves a file that is there as it is', async () => {
    const path = join(directory, 'key.pem');
    await writeFile(path, 'old');
    const written = writeNewFile({ path, text: 'new', access: 'private', ifPresent: 'refuse' });
    await expect(written).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      message: `cannot write ${path}: it exists already`,
    });
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await readdir(directory)).toEqual(['key.pem']);
  });

  it('replaces a wide-open file with a private one when asked to', async () => {
    const path = join(directory, 'key.pem');
    await writeFile(path, 'old', { mode: 0o666 });
    await writeNewFile({ path, text: 'new', access: 'private', ifPresent: 'replace' });
    expect(await modeOf(path)).toBe('600');
    expect(await readFile(path, 'utf8')).toBe('new');
  });

  it('makes one of two writers of the same file fail', async () => {
    const path = join(directory, 'key.pem');
    const write = (text: string) =>
      writeNewFile({ path, text, access: 'private', ifPresent: 'refuse' });
    const results = await Promise.allSettled([write('a'), write('b')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('names the directory that is not there', async () => {
    const path = join(directory, 'absent', 'key.pem');
    const written = writeNewFile({ path, text: '', access: 'private', ifPresent: 'refuse' });
    await expect(written).rejects.toMatchObject({ code: 'CONFIG' });
  });
});

describe('makePrivateDirectory', () => {
  it('makes a directory for its owner alone and accepts one that is there', async () => {
    const path = join(directory, 'a', 'b');
    await makePrivateDirectory(path);
    await makePrivateDirectory(path);
    expect(await modeOf(path)).toBe('700');
  });

  it('gives up where no directory can be made', async () => {
    await expect(makePrivateDirectory('/proc/self/a/b')).rejects.toMatchObject({ code: 'CONFIG' });
  });

  it('refuses when a file is in the way', async () => {
    await writeFile(join(directory, 'a'), '');
    await expect(makePrivateDirectory(join(directory, 'a', 'b'))).rejects.toMatchObject({
      code: 'CONFIG',
    });
  });
});
