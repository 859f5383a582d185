import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelText, policyText } from './acl-files.ts';
import { type IdentitySet, makeIdentitySet, planIdentitySet } from './identity-set.ts';
import { builtInProfiles } from './profiles.ts';

const allFiles = [
  'ca-key.pem',
  'ca.pem',
  'gossip.key',
  'model.conf',
  'nobody-client-key.pem',
  'nobody-client.pem',
  'peer-key.pem',
  'peer.pem',
  'policy.csv',
  'root-client-key.pem',
  'root-client.pem',
  'server-key.pem',
  'server.pem',
];

function allFilesBut(...missing: readonly string[]): Set<string> {
  return new Set(allFiles.filter((name) => !missing.includes(name)));
}

describe('makeIdentitySet', () => {
  let parent: string;
  let set: IdentitySet;

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'mokv-identities-'));
    set = {
      directory: join(parent, '.mokv'),
      nodeId: 'n1',
      hosts: ['10.0.0.1'],
      profiles: builtInProfiles,
      now: new Date(),
    };
  });

  afterEach(() => rm(parent, { recursive: true, force: true }));

  const read = (name: string): Promise<string> => readFile(join(set.directory, name), 'utf8');

  it('makes everything that a first node needs, keys for their owner alone', async () => {
    const { made, kept } = await makeIdentitySet(set);
    expect(kept).toEqual([]);
    expect([...made].sort()).toEqual(allFiles.map((name) => join(set.directory, name)));
    expect((await readdir(set.directory)).sort()).toEqual(allFiles);
    const secret = allFiles.filter((name) => name.endsWith('-key.pem') || name === 'gossip.key');
    const modes = secret.map(async (name) => (await stat(join(set.directory, name))).mode & 0o777);
    expect(await Promise.all(modes)).toEqual(secret.map(() => 0o600));
    expect(await read('model.conf')).toBe(modelText);
    expect(await read('policy.csv')).toBe(policyText);
    expect(Buffer.from(await read('gossip.key'), 'base64')).toHaveLength(32);
  });

  it('makes certificates of one CA that name the node, its hosts and the two users', async () => {
    await makeIdentitySet(set);
    const ca = new X509Certificate(await read('ca.pem'));
    const names = ['server.pem', 'peer.pem', 'root-client.pem', 'nobody-client.pem'];
    const certificates = await Promise.all(
      names.map(async (name) => new X509Certificate(await read(name))),
    );
    expect(certificates.map((one) => one.verify(ca.publicKey))).toEqual([true, true, true, true]);
    expect(certificates.map((one) => one.subject)).toEqual([
      'CN=mokv server',
      'CN=n1',
      'CN=root',
      'CN=nobody',
    ]);
    expect(certificates[0]?.checkIP('10.0.0.1')).toBe('10.0.0.1');
    expect(certificates[1]?.checkIP('10.0.0.1')).toBe('10.0.0.1');
  });

  it('touches nothing that is there', async () => {
    await makeIdentitySet(set);
    const before = await Promise.all(allFiles.map(read));
    const { made, kept } = await makeIdentitySet(set);
    expect(made).toEqual([]);
    expect([...kept].sort()).toEqual(allFiles.map((name) => join(set.directory, name)));
    expect(await Promise.all(allFiles.map(read))).toEqual(before);
  });

  it('adds what is missing under the CA that is there', async () => {
    await makeIdentitySet(set);
    await rm(join(set.directory, 'peer.pem'));
    await rm(join(set.directory, 'peer-key.pem'));
    await rm(join(set.directory, 'policy.csv'));
    const { made } = await makeIdentitySet(set);
    expect(made).toEqual(
      ['peer-key.pem', 'peer.pem', 'policy.csv'].map((name) => join(set.directory, name)),
    );
    const ca = new X509Certificate(await read('ca.pem'));
    expect(new X509Certificate(await read('peer.pem')).verify(ca.publicKey)).toBe(true);
  });
});

describe('planIdentitySet', () => {
  it('needs no CA key when nothing has to be issued', () => {
    expect(planIdentitySet(allFilesBut('ca-key.pem', 'gossip.key'))).toMatchObject({
      authority: 'not needed',
      leaves: [],
      files: ['gossip.key'],
    });
  });

  it.each([
    [['ca-key.pem', 'peer.pem', 'peer-key.pem'], 'ca.pem is there but ca-key.pem is missing'],
    [['ca.pem'], 'ca-key.pem is there but ca.pem is missing'],
    [['server-key.pem'], 'server.pem is there but server-key.pem is missing'],
    [['root-client.pem'], 'root-client-key.pem is there but root-client.pem is missing'],
    [['ca.pem', 'ca-key.pem'], 'ca.pem and ca-key.pem are missing beside certificates of theirs'],
  ])('refuses a set without %j', (missing, message) => {
    expect(() => planIdentitySet(allFilesBut(...missing))).toThrow(
      expect.objectContaining({ code: 'CONFIG', message }),
    );
  });
});
