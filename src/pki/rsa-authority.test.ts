import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAuthority } from './authority.ts';
import { inspectCertificate } from './inspect-certificate.ts';
import { issueIdentity } from './issue-identity.ts';
import { builtInProfiles } from './profiles.ts';

/** Certificates as cfssl makes them from mökv's profiles: RSA 2048, with organisation and country. */
const run = promisify(execFile);
const day = 24 * 60 * 60 * 1000;
let directory: string;

async function openssl(...parameters: string[]): Promise<void> {
  await run('openssl', parameters, { cwd: directory });
}

const read = (name: string): Promise<string> => readFile(join(directory, name), 'utf8');

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'mokv-rsa-'));
  await openssl(
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca-key.pem', '-out', 'ca.pem'],
    ...['-days', '100', '-subj', '/C=CA/ST=ON/O=My Company/OU=CA Services/CN=mö CA', '-utf8'],
    ...['-addext', 'keyUsage=critical,keyCertSign,cRLSign'],
  );
  await openssl(
    ...['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'leaf-key.pem', '-out', 'leaf.csr'],
    ...['-subj', '/C=CA/O=My Company/OU=Distributed Services/CN=root'],
  );
  const extensions = 'keyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=clientAuth\n';
  await writeFile(join(directory, 'ext'), extensions);
  await openssl(
    ...[
      'x509',
      '-req',
      '-in',
      'leaf.csr',
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca-key.pem',
      '-out',
      'leaf.pem',
    ],
    ...['-days', '50', '-extfile', 'ext', '-set_serial', '77'],
  );
});

afterAll(() => rm(directory, { recursive: true, force: true }));

describe('certificates with RSA keys', () => {
  it('are inspected like our own', async () => {
    const certificate = new X509Certificate(await read('leaf.pem'));
    const facts = inspectCertificate(certificate, new Date());
    expect(facts).toEqual({
      kind: 'client',
      commonNames: ['root'],
      issuer: 'C=CA, ST=ON, O=My Company, OU=CA Services, CN=mö CA',
      names: [],
      purposes: ['clientAuth'],
      notBefore: certificate.validFromDate,
      notAfter: new Date(certificate.validFromDate.getTime() + 50 * day),
      daysLeft: 49,
      fingerprint: certificate.fingerprint256,
      serial: '4D',
    });
  });

  it('sign new identities that openssl and a byte-wise name comparison accept', async () => {
    const pair = { certificatePem: await read('ca.pem'), keyPem: await read('ca-key.pem') };
    const authority = await loadAuthority(pair);
    const issued = await issueIdentity(
      authority,
      { type: 'peer', nodeId: 'n1', hosts: [] },
      { profile: builtInProfiles.peer, now: new Date() },
    );
    await writeFile(join(directory, 'peer.pem'), issued.certificatePem);
    await openssl('verify', '-x509_strict', '-CAfile', 'ca.pem', 'peer.pem');
    const ca = new X509Certificate(pair.certificatePem);
    const subject = nameBytes(ca);
    expect(new X509Certificate(issued.certificatePem).raw.includes(subject)).toBe(true);
  });

  it('are refused as CA when the key is another one', async () => {
    const pair = { certificatePem: await read('ca.pem'), keyPem: await read('leaf-key.pem') };
    await expect(loadAuthority(pair)).rejects.toMatchObject({
      code: 'CONFIG',
      message: 'the CA certificate and the CA key do not belong together',
    });
  });

  it('are refused as CA when they are none', async () => {
    const pair = { certificatePem: await read('leaf.pem'), keyPem: await read('leaf-key.pem') };
    await expect(loadAuthority(pair)).rejects.toMatchObject({
      code: 'CONFIG',
      message: 'the certificate to sign with is not a CA certificate',
    });
  });

  it('are refused as CA when they are no PEM', async () => {
    const pair = { certificatePem: await read('ca.pem'), keyPem: 'not a key' };
    await expect(loadAuthority(pair)).rejects.toMatchObject({
      code: 'CONFIG',
      message: 'the CA key is not readable as PEM',
    });
  });
});

/** The last relative name: enough to see that the string type of the CN was kept. */
function nameBytes(certificate: X509Certificate): Buffer {
  const commonName = Buffer.from('mö CA', 'utf8');
  const at = certificate.raw.indexOf(commonName);
  return certificate.raw.subarray(at - 11, at + commonName.length);
}
