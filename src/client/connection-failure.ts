import { connect as connectTls, type TLSSocket } from 'node:tls';
import { MokvError } from '../shared/errors.ts';
import { formatHostPort, type HostPort } from '../shared/host-port.ts';
import type { Credentials } from './credentials.ts';
import { tlsOptions } from './tls-options.ts';

const limits = { diagnosisMs: 1000 } as const;

/**
 * Why no connection to `endpoint` comes about; undefined when by now one does. A session of HTTP/2
 * does not tell what its socket saw, so this makes one TLS connection of its own and reads the error code.
 */
export async function connectionFailure(
  endpoint: HostPort,
  credentials: Credentials,
): Promise<MokvError | undefined> {
  return explain(await dial(endpoint, credentials), endpoint, credentials);
}

type DialOutcome =
  | { readonly type: 'failed'; readonly error: NodeJS.ErrnoException }
  | { readonly type: 'closed'; readonly afterHandshake: boolean }
  | { readonly type: 'silent' }
  | { readonly type: 'answered' };

function dial(endpoint: HostPort, credentials: Credentials): Promise<DialOutcome> {
  return new Promise((resolve) => {
    let secured = false;
    const socket: TLSSocket = connectTls(tlsOptions(endpoint, credentials));
    const finish = (outcome: DialOutcome): void => {
      socket.destroy();
      resolve(outcome);
    };
    socket.setTimeout(limits.diagnosisMs, () => finish({ type: 'silent' }));
    socket.once('secureConnect', () => {
      secured = true;
    });
    socket.once('data', () => finish({ type: 'answered' }));
    socket.once('close', () => finish({ type: 'closed', afterHandshake: secured }));
    // In TLS 1.3 a server refuses a client certificate after the client has finished its handshake.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const reset = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      finish(reset ? { type: 'closed', afterHandshake: secured } : { type: 'failed', error });
    });
  });
}

function explain(
  outcome: DialOutcome,
  endpoint: HostPort,
  credentials: Credentials,
): MokvError | undefined {
  const where = formatHostPort(endpoint);
  switch (outcome.type) {
    case 'failed':
      return explainError(outcome.error, where, credentials);
    case 'closed':
      return outcome.afterHandshake
        ? refusedIdentity(where, credentials, 'it closed the connection after the TLS handshake')
        : unavailable(where, 'it closes the connection', 'is that the address for clients?');
    case 'silent':
      return unavailable(where, 'no answer', 'is the address right, and no firewall in between?');
    case 'answered':
      return undefined;
  }
}

function explainError(
  error: NodeJS.ErrnoException,
  where: string,
  credentials: Credentials,
): MokvError {
  const code = error.code ?? '';
  if (code === 'ECONNREFUSED') {
    return unavailable(where, 'connection refused', "start the node with 'mokv serve'", error);
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return unavailable(where, 'the host name is not known', 'check the endpoint', error);
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const hint = 'dial a name that is in the certificate, or give it with --server-name';
    return unavailable(
      where,
      `its certificate is for other names (${reasonOf(error)})`,
      hint,
      error,
    );
  }
  if (code.startsWith('ERR_SSL_') && code.includes('ALERT')) {
    return refusedIdentity(where, credentials, alertOf(code), error);
  }
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') {
    const hint = 'is that the address for clients?';
    return unavailable(where, `it does not speak TLS (${code})`, hint, error);
  }
  if (isVerificationError(code)) {
    const hint = `${credentials.files.cacert} must hold the CA that signed the server's certificate`;
    return unavailable(where, `its certificate is not trusted (${code})`, hint, error);
  }
  return unavailable(where, error.message, 'check the endpoint and the network', error);
}

/** Node adds the names that the certificate has. */
function reasonOf(error: Error): string {
  return 'reason' in error ? String(error.reason) : error.message;
}

/** OpenSSL's verification results reach Node as codes of these families. */
function isVerificationError(code: string): boolean {
  return /^(CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_(CA|PURPOSE)|HOSTNAME_)/.test(
    code,
  );
}

/** ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: "certificate required". */
function alertOf(code: string): string {
  return `alert "${code
    .replace(/^.*ALERT_/, '')
    .replaceAll('_', ' ')
    .toLowerCase()}"`;
}

function unavailable(where: string, reason: string, hint: string, cause?: unknown): MokvError {
  return new MokvError('UNAVAILABLE', `cannot connect to ${where}: ${reason}`, { hint, cause });
}

function refusedIdentity(
  where: string,
  { files }: Credentials,
  reason: string,
  cause?: unknown,
): MokvError {
  return new MokvError('UNAUTHENTICATED', `${where} refused ${files.cert}: ${reason}`, {
    hint: "the certificate must be valid now and signed by the CA that the node knows; see 'mokv cert'",
    cause,
  });
}
