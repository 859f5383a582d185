import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeIdentities } from '../../test/support/fake-server.ts';
import { rootReadsAll } from '../../test/support/root-reads-all.ts';
import { type CredentialFiles, readCredentials } from './credentials.ts';

let home: string;

beforeAll(async () => {
  home = await makeIdentities();
  await writeFile(file('empty.pem'), '');
  await writeFile(file('text.pem'), 'not PEM');
});

afterAll(() => rm(home, { recursive: true }));

it('reads an identity', async () => {
  await expect(readCredentials(identity({}), 'kv')).resolves.toMatchObject({
    files: identity({}),
    serverName: 'kv',
  });
});

it.each([
  [
    'a CA that is missing',
    { cacert: 'none.pem' },
    'cannot read $/none.pem: no such file or directory',
  ],
  [
    'a key that is missing',
    { key: 'none.pem' },
    'cannot read $/none.pem: no such file or directory',
  ],
  ['a directory', { cert: '.' }, 'cannot read $: it is a directory'],
  ['an empty CA file', { cacert: 'empty.pem' }, '$/empty.pem holds no certificate'],
  ['a CA file that is no PEM', { cacert: 'text.pem' }, '$/text.pem holds no certificate'],
  ['a certificate that is a key', { cert: 'ca-key.pem' }, '$/ca-key.pem holds no certificate'],
  [
    'a key that is no PEM',
    { key: 'text.pem' },
    '$/text.pem is not the private key of $/root-client.pem',
  ],
  [
    'a key of another certificate',
    { key: 'server-key.pem' },
    '$/server-key.pem is not the private key of $/root-client.pem',
  ],
])('refuses %s, naming the file', async (_what, files, message) => {
  await expect(readCredentials(identity(files))).rejects.toMatchObject({
    code: 'CONFIG',
    message: message.replaceAll('$', join(home, '.mokv')),
    hint: expect.any(String),
  });
});

it.skipIf(rootReadsAll())('says when a file may not be read', async () => {
  await chmod(file('text.pem'), 0o000);
  await expect(readCredentials(identity({ key: 'text.pem' }))).rejects.toMatchObject({
    code: 'FILE_PERMISSION',
  });
});

function identity(changes: Partial<CredentialFiles>): CredentialFiles {
  const names = {
    cacert: 'ca.pem',
    cert: 'root-client.pem',
    key: 'root-client-key.pem',
    ...changes,
  };
  return { cacert: file(names.cacert), cert: file(names.cert), key: file(names.key) };
}

function file(name: string): string {
  return join(home, '.mokv', name);
}
