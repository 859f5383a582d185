import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, issueCertificate, type NewAuthority } from './authority.ts';
import { inspectCertificate } from './inspect-certificate.ts';
import { type Identity, issueIdentity } from './issue-identity.ts';
import { builtInProfiles } from './profiles.ts';

const now = new Date('2026-03-01T12:00:00Z');
let ca: NewAuthority;

beforeAll(async () => {
  ca = await createAuthority(builtInProfiles.ca, now);
});

function issue(identity: Identity, at = now) {
  return issueIdentity(ca.authority, identity, {
    profile: builtInProfiles[identity.type],
    now: at,
  });
}

function factsOf(pem: string) {
  const { fingerprint, serial, ...facts } = inspectCertificate(new X509Certificate(pem), now);
  return facts;
}

const validForAYear = {
  issuer: 'CN=mokv CA',
  notBefore: new Date('2026-03-01T11:55:00Z'),
  notAfter: new Date('2027-03-01T12:00:00Z'),
  daysLeft: 365,
};

const localNames = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' },
];

describe('createAuthority', () => {
  it('makes a CA of ten years that may sign leaf certificates', () => {
    const certificate = new X509Certificate(ca.certificatePem);
    expect(factsOf(ca.certificatePem)).toEqual({
      kind: 'ca',
      commonNames: ['mokv CA'],
      issuer: 'CN=mokv CA',
      names: [],
      purposes: [],
      notBefore: new Date('2026-03-01T11:55:00Z'),
      notAfter: new Date('2036-02-27T12:00:00Z'),
      daysLeft: 3650,
    });
    expect(certificate.verify(certificate.publicKey)).toBe(true);
  });
});

describe('issueIdentity', () => {
  it('gives a server its hosts and the purpose of a server', async () => {
    const { certificatePem } = await issue({ type: 'server', hosts: ['10.0.0.1', 'localhost'] });
    expect(factsOf(certificatePem)).toEqual({
      kind: 'server',
      commonNames: ['mokv server'],
      names: [...localNames, { type: 'ip', value: '10.0.0.1' }],
      purposes: ['serverAuth'],
      ...validForAYear,
    });
  });

  it('gives a peer the URI of its node and both purposes', async () => {
    const { certificatePem } = await issue({ type: 'peer', nodeId: 'N2', hosts: [] });
    expect(factsOf(certificatePem)).toEqual({
      kind: 'peer',
      commonNames: ['N2'],
      names: [{ type: 'uri', value: 'mokv://peer/N2' }, ...localNames],
      purposes: ['serverAuth', 'clientAuth'],
      ...validForAYear,
    });
  });

  it('gives a client its user as common name and nothing else', async () => {
    const { certificatePem } = await issue({ type: 'client', user: 'alice' });
    expect(factsOf(certificatePem)).toEqual({
      kind: 'client',
      commonNames: ['alice'],
      names: [],
      purposes: ['clientAuth'],
      ...validForAYear,
    });
  });

  it('uses a new key on P-256 and a new serial of 159 bits each time', async () => {
    const first = await issue({ type: 'client', user: 'a' });
    const second = await issue({ type: 'client', user: 'a' });
    const certificate = new X509Certificate(first.certificatePem);
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' });
    expect(certificate.serialNumber).toMatch(/^[4-7][0-9A-F]{39}$/);
    expect(new X509Certificate(second.certificatePem).serialNumber).not.toBe(
      certificate.serialNumber,
    );
    expect(second.keyPem).not.toBe(first.keyPem);
  });

  it('never outlives its CA', async () => {
    const late = new Date('2036-02-01T00:00:00Z');
    const { certificatePem } = await issue({ type: 'client', user: 'a' }, late);
    expect(new X509Certificate(certificatePem).validToDate).toEqual(ca.authority.notAfter);
  });

  it('refuses to sign with an expired CA', async () => {
    await expect(
      issue({ type: 'client', user: 'a' }, new Date('2037-01-01')),
    ).rejects.toMatchObject({
      code: 'CONFIG',
      message: 'the CA expired on 2036-02-27T12:00:00.000Z',
    });
  });

  it.each(['', '../root', 'a b', 'root\n', 'é', 'x'.repeat(65)])(
    'refuses the user %j',
    async (user) => {
      const issued = (async () => issue({ type: 'client', user }))();
      await expect(issued).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
    },
  );

  it('survives a handshake in which both sides are checked', async () => {
    const today = new Date();
    const { certificatePem, authority } = await createAuthority(builtInProfiles.ca, today);
    const made = (identity: Identity) =>
      issueIdentity(authority, identity, { profile: builtInProfiles[identity.type], now: today });
    const server = await made({ type: 'server', hosts: [] });
    const client = await made({ type: 'client', user: 'alice' });
    const listener = createServer({
      ca: certificatePem,
      cert: server.certificatePem,
      key: server.keyPem,
      requestCert: true,
    });
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const { port } = listener.address() as AddressInfo;
    const accepted = once(listener, 'secureConnection') as Promise<[TLSSocket]>;
    const socket = connect({
      port,
      host: '127.0.0.1',
      ca: certificatePem,
      cert: client.certificatePem,
      key: client.keyPem,
    });
    await once(socket, 'secureConnect');
    const [peer] = await accepted;
    expect(peer.authorized && peer.getPeerCertificate().subject).toMatchObject({ CN: 'alice' });
    socket.destroy();
    peer.destroy();
    listener.close();
  });
});

describe('issueCertificate', () => {
  it('writes the parts of a subject in their order', async () => {
    const { certificatePem } = await issueCertificate(ca.authority, {
      subject: [
        { field: 'C', value: 'CA' },
        { field: 'O', value: 'Grün, "Söhne"' },
        { field: 'CN', value: 'x' },
      ],
      role: { type: 'leaf', purposes: ['clientAuth'], names: [] },
      validityMs: 1000,
      now,
    });
    const { subject } = new X509Certificate(certificatePem).toLegacyObject();
    expect({ ...subject }).toEqual({ C: 'CA', O: 'Grün, "Söhne"', CN: 'x' });
  });
});
