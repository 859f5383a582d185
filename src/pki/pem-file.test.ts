import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parsePem, readPemFile } from './pem-file.ts';

const block = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

describe('parsePem', () => {
  it('finds all blocks, with comments and blank lines between them', () => {
    const text = `# the CA\n\n${block}\n# the old CA\r\n${block}`;
    expect(parsePem(text, 'f')).toEqual([
      { label: 'CERTIFICATE', text: block, line: 3 },
      { label: 'CERTIFICATE', text: block, line: 8 },
    ]);
  });

  it.each([
    ['', 'f holds no PEM block'],
    ['\n# nothing\n', 'f holds no PEM block'],
    [`${block}garbage\n${block}`, 'f:4: "garbage" stands outside of a PEM block'],
    [
      `${block}-----END CERTIFICATE-----\n`,
      'f:4: "-----END CERTIFICATE-----" stands outside of a PEM block',
    ],
    ['-----BEGIN CERTIFICATE-----\nAAAA\n', 'f:1: the CERTIFICATE block has no end'],
    [`-----BEGIN CERTIFICATE-----\nAAAA\n${block}`, 'f:1: the CERTIFICATE block has no end'],
    ['-----BEGIN A-----\n-----END B-----\n', 'f:1: the A block has no end'],
    ['\u0000\u001b[2J', 'f:1: "\\u0000\\u001b[2J" stands outside of a PEM block'],
  ])('refuses %j', (text, message) => {
    expect(() => parsePem(text, 'f')).toThrow(expect.objectContaining({ code: 'CONFIG', message }));
  });
});

describe('readPemFile', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mokv-pem-'));
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('refuses a directory, a file that is not there, a loop of links and a huge file', async () => {
    const path = (name: string): string => join(directory, name);
    await symlink(path('loop'), path('loop'));
    await writeFile(path('huge'), Buffer.alloc(1024 * 1024 + 1));
    const files = [directory, path('absent'), path('loop'), path('huge')];
    const errors = await Promise.all(
      files.map((file) => readPemFile(file).catch((e: unknown) => e)),
    );
    expect(errors).toMatchObject([
      { code: 'CONFIG', message: `${directory} is not a file` },
      { code: 'CONFIG', message: `cannot read ${path('absent')}: no such file or directory` },
      {
        code: 'CONFIG',
        message: `cannot read ${path('loop')}: its symbolic links form a loop`,
      },
      { code: 'CONFIG', message: `${path('huge')} is larger than 1048576 bytes` },
    ]);
  });
});
