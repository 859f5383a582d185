import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Stats } from 'node:fs';
import { isIP } from 'node:net';
import {
  type CertificateFacts,
  inspectCertificate,
  mayServe,
} from '../../pki/inspect-certificate.ts';
import { nodeIdOfCertificate } from '../../pki/node-id-of-certificate.ts';
import { type PemBlock, readPemFile } from '../../pki/pem-file.ts';
import { MokvError } from '../../shared/errors.ts';
import type { NodeConfig, TlsFiles } from './node-config.ts';
import { plainTextWarnings } from './plain-text-warnings.ts';

const limits = { expiryWarningDays: 14 } as const;

/**
 * Checks before a start what would otherwise fail in the first handshake, or the night the
 * certificate expires. Rejects with CONFIG or FILE_PERMISSION naming the file; resolves with
 * warnings, one line each. A node without TLS reads no file, and its warnings say what that means.
 */
export async function checkTlsFiles(config: NodeConfig, now: Date): Promise<readonly string[]> {
  if (config.security === undefined) return plainTextWarnings(config);
  const server = await checkPair(config.security.serverTls, now);
  const peer = await checkPair(config.security.peerTls, now);
  refuseWrongPurpose(server, 'serverAuth');
  refuseWrongPurpose(peer, 'clientAuth');
  refuseForeignHost(server, config.bindAddress.host);
  return [...server.warnings, ...peer.warnings, ...warningsOfNodeName(peer, config.nodeName)];
}

interface CheckedPair {
  readonly path: string;
  readonly certificate: X509Certificate;
  readonly facts: CertificateFacts;
  readonly warnings: readonly string[];
}

async function checkPair({ certFile, keyFile, caFile }: TlsFiles, now: Date): Promise<CheckedPair> {
  const [certificate, ...intermediates] = await readCertificates(certFile);
  const authorities = await readAuthorities(caFile);
  const key = await readKey(keyFile);
  if (!certificate.checkPrivateKey(key)) {
    throw new MokvError('CONFIG', `${keyFile} is not the key of ${certFile}`, {
      hint: 'give the two files that were made together',
    });
  }
  const facts = inspectCertificate(certificate, now);
  refuseWrongTime(certFile, facts, now);
  const isIssued = [...intermediates, ...authorities].some(
    (issuer) => certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey),
  );
  const warnings = [
    ...(isIssued ? [] : [`${certFile} comes from none of the CAs in ${caFile}`]),
    ...(facts.daysLeft < limits.expiryWarningDays
      ? [`${certFile} expires on ${facts.notAfter.toISOString()}`]
      : []),
  ];
  return { path: certFile, certificate, facts, warnings };
}

async function readCertificates(path: string): Promise<[X509Certificate, ...X509Certificate[]]> {
  const { blocks } = await readPemFile(path);
  const [first, ...rest] = blocks.map((block) => certificateOf(block, path));
  if (first === undefined) throw new MokvError('CONFIG', `${path} holds no certificate`);
  return [first, ...rest];
}

async function readAuthorities(path: string): Promise<readonly X509Certificate[]> {
  const { blocks } = await readPemFile(path);
  return blocks.map((block) => {
    const certificate = certificateOf(block, path);
    if (certificate.ca) return certificate;
    throw new MokvError('CONFIG', `${path}:${block.line}: the certificate is not one of a CA`, {
      hint: 'list only CA certificates: whoever is signed by one of them may connect',
    });
  });
}

function certificateOf({ label, text, line }: PemBlock, path: string): X509Certificate {
  if (label !== 'CERTIFICATE') {
    throw new MokvError('CONFIG', `${path}:${line}: expected a CERTIFICATE block, got ${label}`);
  }
  try {
    return new X509Certificate(text);
  } catch (error) {
    throw unreadable(`${path}:${line}: the certificate is damaged`, error);
  }
}

async function readKey(path: string): Promise<KeyObject> {
  const { blocks, stats } = await readPemFile(path);
  refuseOpenKey(path, stats);
  // An EC key of openssl has its curve in a block before it.
  const block = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (block === undefined) throw new MokvError('CONFIG', `${path} holds no private key`);
  if (block.label === 'ENCRYPTED PRIVATE KEY' || /^Proc-Type:.*ENCRYPTED/m.test(block.text)) {
    throw new MokvError('CONFIG', `${path} is encrypted, and a node has nobody to ask`, {
      hint: `decrypt it with: openssl pkey -in ${path} -out new-key.pem`,
    });
  }
  try {
    return createPrivateKey(block.text);
  } catch (error) {
    throw unreadable(`${path}:${block.line}: the private key is damaged`, error);
  }
}

/**
 * A key that others can read is no secret. One owned by root may be readable by the node's group: that
 * is how containers are given secrets when they do not run as root.
 */
function refuseOpenKey(path: string, { mode, uid }: Stats): void {
  const isLent = uid === 0 && process.getuid?.() !== 0;
  if ((mode & (isLent ? 0o037 : 0o077)) === 0) return;
  const shown = (mode & 0o777).toString(8).padStart(4, '0');
  throw new MokvError('CONFIG', `${path} has mode ${shown}: a key must be its owner's alone`, {
    hint: `chmod 600 ${path}`,
  });
}

function refuseWrongTime(path: string, facts: CertificateFacts, now: Date): void {
  const today = now.toISOString();
  if (now < facts.notBefore) {
    const from = facts.notBefore.toISOString();
    throw new MokvError('CONFIG', `${path} is not valid before ${from}, and now is ${today}`, {
      hint: 'set the clock of this machine',
    });
  }
  if (now > facts.notAfter) {
    const until = facts.notAfter.toISOString();
    throw new MokvError('CONFIG', `${path} expired on ${until}, and now is ${today}`, {
      hint: 'make a new one with: mokv cert server --force, or mokv cert peer NAME --force',
    });
  }
}

function refuseWrongPurpose(
  { path, facts }: CheckedPair,
  purpose: 'serverAuth' | 'clientAuth',
): void {
  if (mayServe(facts, purpose)) return;
  const found = facts.purposes.join(', ');
  throw new MokvError('CONFIG', `${path} is for ${found}, and ${purpose} is needed`, {
    hint: 'mokv cert inspect shows what a certificate is for',
  });
}

/** Clients check that the certificate names the host that they called. */
function refuseForeignHost({ path, certificate, facts }: CheckedPair, host: string): void {
  if (host === '0.0.0.0' || host === '::') return;
  const matches =
    isIP(host) === 0
      ? certificate.checkHost(host, { subject: 'never' })
      : certificate.checkIP(host);
  if (matches !== undefined) return;
  const names = facts.names.map(({ value }) => value).join(', ') || 'no host';
  throw new MokvError('CONFIG', `${path} is for ${names}, and bind-addr says ${host}`, {
    hint: `mokv cert server --host ${host} --force makes one for ${host}`,
  });
}

function warningsOfNodeName({ path, certificate }: CheckedPair, nodeName: string): string[] {
  const nodeId = nodeIdOfCertificate(certificate);
  if (nodeId === nodeName) return [];
  if (nodeId === undefined) {
    return [`${path} names no node: the policy must allow its user the action peer on cluster`];
  }
  throw new MokvError('CONFIG', `${path} is for the node ${nodeId}, and node-name is ${nodeName}`, {
    hint: `mokv cert peer ${nodeName} makes one for ${nodeName}`,
  });
}

function unreadable(message: string, cause: unknown): MokvError {
  return new MokvError('CONFIG', message, { cause });
}
