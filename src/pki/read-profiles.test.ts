import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtInProfiles } from './profiles.ts';
import { readProfiles } from './read-profiles.ts';

const certs = fileURLToPath(new URL('../../certs', import.meta.url));
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mokv-profiles-'));
  await cp(certs, directory, { recursive: true });
});

afterEach(() => rm(directory, { recursive: true, force: true }));

async function readWith(name: string, content: unknown) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  await writeFile(join(directory, name), text);
  return readProfiles(directory);
}

describe('readProfiles', () => {
  it('finds the built-in profiles in certs/', async () => {
    expect(await readProfiles(certs)).toEqual(builtInProfiles);
  });

  it('takes subject, hosts and expiry from files of cfssl', async () => {
    await writeFile(
      join(directory, 'ca-config.json'),
      JSON.stringify({
        signing: { default: { expiry: '24h' }, profiles: { server: { expiry: '1h30m' } } },
      }),
    );
    const profiles = await readWith('server-csr.json', {
      CN: '127.0.0.1',
      hosts: ['my-node', '127.0.0.1'],
      key: { algo: 'rsa', size: 2048 },
      names: [{ C: 'CA', L: 'ON', ST: 'Toronto', O: 'My Company', OU: 'Distributed Services' }],
    });
    expect(profiles.server).toEqual({
      subject: [
        { field: 'C', value: 'CA' },
        { field: 'ST', value: 'Toronto' },
        { field: 'L', value: 'ON' },
        { field: 'O', value: 'My Company' },
        { field: 'OU', value: 'Distributed Services' },
        { field: 'CN', value: '127.0.0.1' },
      ],
      hosts: ['my-node', '127.0.0.1'],
      validityMs: 90 * 60 * 1000,
    });
    expect(profiles.client.validityMs).toBe(24 * 60 * 60 * 1000);
  });

  it.each([
    ['client-csr.json', '{', 'it is not valid JSON'],
    ['client-csr.json', '[]', 'it is not a JSON object'],
    ['client-csr.json', ' '.repeat(70_000), 'it is larger than 65536 bytes'],
    ['client-csr.json', {}, 'CN: expected 1 to 64 characters, got undefined'],
    ['client-csr.json', { CN: 'c', hosts: 'a' }, 'hosts: expected a list of names and addresses'],
    ['client-csr.json', { CN: 'c', hosts: [1] }, 'hosts: expected a name or an address, got 1'],
    [
      'client-csr.json',
      { CN: 'c', names: [{ C: 'Canada' }] },
      'C: expected two capital letters, got "Canada"',
    ],
    [
      'ca-config.json',
      { signing: { default: { expiry: '1y' } } },
      'expiry: expected a duration such as "8760h", got "1y"',
    ],
    ['ca-config.json', {}, 'expiry: expected a duration such as "8760h", got undefined'],
    [
      'ca-csr.json',
      { CN: 'ca', ca: { expiry: '' } },
      'expiry: expected a duration such as "8760h", got ""',
    ],
  ])('refuses %s with %j', async (name, content, message) => {
    await expect(readWith(name, content)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${join(directory, name)}: ${message}`,
    });
  });

  it('names the file that is missing', async () => {
    await rm(join(directory, 'peer-csr.json'));
    await expect(readProfiles(directory)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `cannot read ${join(directory, 'peer-csr.json')}: no such file or directory`,
    });
  });
});
