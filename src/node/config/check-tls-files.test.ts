import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rootReadsAll } from '../../../test/support/root-reads-all.ts';
import {
  createAuthority,
  issueCertificate,
  type KeyedCertificate,
  type NewAuthority,
} from '../../pki/authority.ts';
import { type Identity, issueIdentity } from '../../pki/issue-identity.ts';
import { builtInProfiles } from '../../pki/profiles.ts';
import type { KeyPurpose } from '../../pki/sign-certificate.ts';
import { checkTlsFiles } from './check-tls-files.ts';
import { loadConfig } from './load-config.ts';

const now = new Date('2026-06-01T00:00:00Z');
const day = 24 * 60 * 60 * 1000;
let ca: NewAuthority;
let server: KeyedCertificate;
let peer: KeyedCertificate;
let home: string;

beforeAll(async () => {
  ca = await createAuthority(builtInProfiles.ca, new Date('2026-01-01T00:00:00Z'));
  server = await issue({ type: 'server', hosts: ['node1.example.com'] });
  peer = await issue({ type: 'peer', nodeId: 'n1', hosts: [] });
});

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-tls-'));
  await install('ca.pem', ca.certificatePem);
  await installPair('server', server);
  await installPair('peer', peer);
});

afterEach(() => rm(home, { recursive: true, force: true }));

function issue(identity: Identity, at = now): Promise<KeyedCertificate> {
  return issueIdentity(ca.authority, identity, {
    profile: builtInProfiles[identity.type],
    now: at,
  });
}

function issueFor(...purposes: readonly KeyPurpose[]): Promise<KeyedCertificate> {
  return issueCertificate(ca.authority, {
    subject: [{ field: 'CN', value: 'x' }],
    role: { type: 'leaf', purposes, names: [{ type: 'ip', value: '127.0.0.1' }] },
    validityMs: 100 * day,
    now,
  });
}

const path = (name: string): string => join(home, name);

async function install(name: string, text: string, mode = 0o600): Promise<void> {
  await writeFile(path(name), text);
  await chmod(path(name), mode);
}

async function installPair(base: string, pair: KeyedCertificate): Promise<void> {
  await install(`${base}.pem`, pair.certificatePem);
  await install(`${base}-key.pem`, pair.keyPem);
}

async function check(bindAddr = '127.0.0.1:8401', at = now): Promise<readonly string[]> {
  const tls = (kind: 'server' | 'peer') => ({
    [`${kind}-tls-cert-file`]: path(`${kind}.pem`),
    [`${kind}-tls-key-file`]: path(`${kind}-key.pem`),
    [`${kind}-tls-ca-file`]: path('ca.pem'),
  });
  const { config } = await loadConfig({
    flags: { ...tls('server'), ...tls('peer'), 'node-name': 'n1', 'bind-addr': bindAddr },
    env: {},
    home,
    cwd: home,
    hostname: 'n1',
  });
  return checkTlsFiles(config, at);
}

describe('checkTlsFiles', () => {
  it('has nothing to say about files that fit together', async () => {
    expect(await check()).toEqual([]);
  });

  it.each(['node1.example.com:1', 'localhost:1', '[::1]:1', '0.0.0.0:1', '[::]:1'])(
    'accepts a certificate that names the host of %s',
    async (bindAddr) => {
      expect(await check(bindAddr)).toEqual([]);
    },
  );

  it.each(['node2.example.com', '10.0.0.1'])('refuses one that does not name %s', async (host) => {
    await expect(check(`${host}:8401`)).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path('server.pem')} is for localhost, 127.0.0.1, ::1, node1.example.com, and bind-addr says ${host}`,
      hint: `mokv cert server --host ${host} --force makes one for ${host}`,
    });
  });

  it('refuses an expired certificate and gives both dates', async () => {
    await expect(check(undefined, new Date('2027-06-02T00:00:00Z'))).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path('server.pem')} expired on 2027-06-01T00:00:00.000Z, and now is 2027-06-02T00:00:00.000Z`,
    });
  });

  it('refuses one that is not valid yet and gives both dates', async () => {
    await expect(check(undefined, new Date('2026-05-01T00:00:00Z'))).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path('server.pem')} is not valid before 2026-05-31T23:55:00.000Z, and now is 2026-05-01T00:00:00.000Z`,
    });
  });

  it('warns two weeks before a certificate expires', async () => {
    expect(await check(undefined, new Date('2027-05-20T00:00:00Z'))).toEqual([
      `${path('server.pem')} expires on 2027-06-01T00:00:00.000Z`,
      `${path('peer.pem')} expires on 2027-06-01T00:00:00.000Z`,
    ]);
  });

  it('warns of a certificate from another CA', async () => {
    const other = await createAuthority(builtInProfiles.ca, now);
    await install('ca.pem', other.certificatePem);
    expect(await check()).toEqual([
      `${path('server.pem')} comes from none of the CAs in ${path('ca.pem')}`,
      `${path('peer.pem')} comes from none of the CAs in ${path('ca.pem')}`,
    ]);
  });

  it('refuses the certificate of another node', async () => {
    await installPair('peer', await issue({ type: 'peer', nodeId: 'n2', hosts: [] }));
    await expect(check()).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path('peer.pem')} is for the node n2, and node-name is n1`,
      hint: 'mokv cert peer n1 makes one for n1',
    });
  });

  it("warns of a peer certificate without a node, such as mökv's", async () => {
    await installPair('peer', await issue({ type: 'client', user: 'root' }));
    expect(await check()).toEqual([
      `${path('peer.pem')} names no node: the policy must allow its user the action peer on cluster`,
    ]);
  });

  it('refuses certificates that are for something else', async () => {
    await installPair('server', await issueFor('clientAuth'));
    await expect(check()).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path('server.pem')} is for clientAuth, and serverAuth is needed`,
    });
    await installPair('server', server);
    await installPair('peer', await issueFor('serverAuth'));
    await expect(check()).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path('peer.pem')} is for serverAuth, and clientAuth is needed`,
    });
  });

  it('accepts an EC key behind its parameters', async () => {
    const parameters =
      '-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n';
    await install('server-key.pem', parameters + server.keyPem);
    expect(await check()).toEqual([]);
  });
});

describe('checkTlsFiles with damaged files', () => {
  const certificate = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n';

  it.each([
    ['server-key.pem', () => peer.keyPem, ' is not the key of SERVER'],
    ['server-key.pem', () => server.certificatePem, ' holds no private key'],
    ['server-key.pem', () => '', ' holds no PEM block'],
    [
      'server-key.pem',
      () => '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n',
      ':1: the private key is damaged',
    ],
    ['server.pem', () => certificate, ':1: the certificate is damaged'],
    ['server.pem', () => server.keyPem, ':1: expected a CERTIFICATE block, got PRIVATE KEY'],
    ['ca.pem', () => '', ' holds no PEM block'],
    [
      'ca.pem',
      () => `${ca.certificatePem}garbage\n`,
      'LAST: "garbage" stands outside of a PEM block',
    ],
    ['ca.pem', () => server.certificatePem, ':1: the certificate is not one of a CA'],
    ['ca.pem', () => certificate, ':1: the certificate is damaged'],
  ])('refuses %s with %s', async (name, text, message) => {
    await install(name, text());
    const lastLine = text().split('\n').length - 1;
    const expected = message.replace('SERVER', path('server.pem')).replace('LAST', `:${lastLine}`);
    await expect(check()).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path(name)}${expected}`,
    });
  });

  it.each(['pkcs8', 'sec1'] as const)('refuses an encrypted key in the form %s', async (type) => {
    const encrypted = generateKeyPairSync('ec', {
      namedCurve: 'prime256v1',
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
    });
    await install('server-key.pem', encrypted.privateKey);
    await expect(check()).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path('server-key.pem')} is encrypted, and a node has nobody to ask`,
      hint: `decrypt it with: openssl pkey -in ${path('server-key.pem')} -out new-key.pem`,
    });
  });

  it.each([
    [0o640, '0640'],
    [0o604, '0604'],
    [0o666, '0666'],
  ])('refuses a key of mode %o', async (mode, shown) => {
    await install('peer-key.pem', peer.keyPem, mode);
    await expect(check()).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${path('peer-key.pem')} has mode ${shown}: a key must be its owner's alone`,
      hint: `chmod 600 ${path('peer-key.pem')}`,
    });
  });

  it('accepts a key that not even its owner may write', async () => {
    await install('peer-key.pem', peer.keyPem, 0o400);
    expect(await check()).toEqual([]);
  });

  it.each(['server.pem', 'server-key.pem', 'ca.pem', 'peer.pem', 'peer-key.pem'])(
    'names %s when it is missing',
    async (name) => {
      await rm(path(name));
      await expect(check()).rejects.toMatchObject({
        code: 'CONFIG',
        message: `cannot read ${path(name)}: no such file or directory`,
      });
    },
  );

  it.skipIf(rootReadsAll())('refuses a key that may not be read', async () => {
    await install('server-key.pem', server.keyPem, 0o000);
    await expect(check()).rejects.toMatchObject({ code: 'FILE_PERMISSION' });
  });
});
