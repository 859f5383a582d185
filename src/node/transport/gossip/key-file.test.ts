import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readKeyFile, writeKeyFile } from './key-file.ts';
import { Keyring } from './keyring.ts';

const [one, two] = [Buffer.alloc(16, 1), Buffer.alloc(32, 2)];
let directory = '';
let path = '';

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mokv-key-'));
  path = join(directory, 'gossip.key');
});
afterEach(() => rm(directory, { recursive: true }));

const put = (text: string, mode = 0o600) => writeFile(path, text, { mode });

describe('readKeyFile', () => {
  it('reads the one key that mokv cert makes', async () => {
    await put(`${one.toString('base64')}\n`);
    expect((await readKeyFile(path)).keys).toEqual([one]);
  });

  it("reads Serf's array of keys, the primary first", async () => {
    await put(JSON.stringify([two.toString('base64'), one.toString('base64')]));
    expect((await readKeyFile(path)).keys).toEqual([two, one]);
  });

  it('gives back what was written, in a private file', async () => {
    await writeKeyFile(path, new Keyring([two, one]));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual([
      two.toString('base64'),
      one.toString('base64'),
    ]);
    expect((await readKeyFile(path)).keys).toEqual([two, one]);
  });

  it.each([0o644, 0o640, 0o604, 0o620])('refuses a file that others may use: %o', async (mode) => {
    await put(`${one.toString('base64')}\n`);
    const { chmod } = await import('node:fs/promises');
    await chmod(path, mode);
    await expect(readKeyFile(path)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path} holds gossip keys and others may read it`,
      hint: `chmod 600 ${path}`,
    });
  });

  it.each([
    ['nothing', '', 'it holds no key'],
    ['an empty array', '[]', 'it holds no key'],
    [
      'a key of another length',
      Buffer.alloc(15).toString('base64'),
      'key size must be 16, 24 or 32',
    ],
    ['text', 'a secret key', 'a key is not base64'],
    ['base64 without its padding', one.toString('base64').replaceAll('=', ''), 'not base64'],
    ['base64 with spaces', ` A${one.toString('base64url')} b`, 'not base64'],
    ['broken JSON', `["${one.toString('base64')}"`, 'it is no JSON array of keys'],
    ['JSON of something else', '[1]', 'it is no JSON array of keys'],
    ['a long file', 'A'.repeat(70_000), 'it is too long'],
  ])('refuses %s and does not quote it', async (_, text, reason) => {
    await put(text);
    const refusal: unknown = await readKeyFile(path).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'CONFIG', message: expect.stringContaining(reason) });
    if (text.length > 2) expect(String(refusal)).not.toContain(text);
  });

  it('names a file that is not there', async () => {
    await expect(readKeyFile(path)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `cannot read ${path}: no such file or directory`,
    });
  });
});
