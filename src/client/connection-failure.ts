import { connect as connectTls, type TLSSocket } from 'node:tls';
import { MokvError } from '../shared/errors.ts';
import { formatHostPort, type HostPort } from '../shared/host-port.ts';
import type { ClientSecurity, Credentials } from './credentials.ts';
import { askInPlainText, type PlainAnswer, speaksTls } from './server-dialect.ts';
import { tlsOptions } from './tls-options.ts';

const limits = { diagnosisMs: 1000 } as const;

/**
 * Why no connection to `endpoint` comes about; undefined when by now one does. A session of HTTP/2
 * does not tell what its socket saw, so this makes a connection of its own and reads the error code.
 */
export async function connectionFailure(
  endpoint: HostPort,
  security: ClientSecurity,
): Promise<MokvError | undefined> {
  return security === 'insecure'
    ? explainPlain(await askInPlainText(endpoint), endpoint)
    : explain(await dial(endpoint, security), endpoint, security);
}

async function explainPlain(
  answer: PlainAnswer,
  endpoint: HostPort,
): Promise<MokvError | undefined> {
  const where = formatHostPort(endpoint);
  switch (answer.type) {
    case 'failed':
      return networkError(answer.error, where);
    case 'http2':
      return undefined;
    case 'silent':
      return noAnswer(where);
    case 'closed':
    case 'other':
      if (await speaksTls(endpoint)) {
        const hint = 'leave out --insecure, and name your certificates';
        return unavailable(where, 'it requires TLS', hint);
      }
      return answer.type === 'closed'
        ? closesConnections(where)
        : unavailable(where, 'it does not speak HTTP/2', 'is that the address for clients?');
  }
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

async function explain(
  outcome: DialOutcome,
  endpoint: HostPort,
  credentials: Credentials,
): Promise<MokvError | undefined> {
  const where = formatHostPort(endpoint);
  if (isNoTls(outcome) && (await askInPlainText(endpoint)).type === 'http2') {
    return unavailable(where, 'it runs without TLS', 'if that is meant to be, give --insecure');
  }
  switch (outcome.type) {
    case 'failed':
      return explainError(outcome.error, where, credentials);
    case 'closed':
      if (outcome.afterHandshake) {
        const reason = 'it closed the connection after the TLS handshake';
        return refusedIdentity(where, credentials, reason);
      }
      return closesConnections(where);
    case 'silent':
      return noAnswer(where);
    case 'answered':
      return undefined;
  }
}

/** Whether the server may be one that does not speak TLS. */
function isNoTls(outcome: DialOutcome): boolean {
  if (outcome.type === 'failed') return isTlsError(outcome.error.code ?? '');
  return outcome.type === 'closed' && !outcome.afterHandshake;
}

function explainError(
  error: NodeJS.ErrnoException,
  where: string,
  credentials: Credentials,
): MokvError {
  const code = error.code ?? '';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const hint = 'dial a name that is in the certificate, or give it with --server-name';
    return unavailable(
      where,
      `its certificate is for other names (${reasonOf(error)})`,
      hint,
      error,
    );
  }
  if (isAlert(code)) {
    return refusedIdentity(where, credentials, alertOf(code), error);
  }
  if (isTlsError(code)) {
    const hint = 'is that the address for clients?';
    return unavailable(where, `it does not speak TLS (${code})`, hint, error);
  }
  if (isVerificationError(code)) {
    const hint = `${credentials.files.cacert} must hold the CA that signed the server's certificate`;
    return unavailable(where, `its certificate is not trusted (${code})`, hint, error);
  }
  return networkError(error, where);
}

function networkError(error: NodeJS.ErrnoException, where: string): MokvError {
  if (error.code === 'ECONNREFUSED') {
    return unavailable(where, 'connection refused', "start the node with 'mokv serve'", error);
  }
  if (error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    return unavailable(where, 'the host name is not known', 'check the endpoint', error);
  }
  return unavailable(where, error.message, 'check the endpoint and the network', error);
}

function closesConnections(where: string): MokvError {
  return unavailable(where, 'it closes the connection', 'is that the address for clients?');
}

function noAnswer(where: string): MokvError {
  return unavailable(where, 'no answer', 'is the address right, and no firewall in between?');
}

/** Node adds the names that the certificate has. */
function reasonOf(error: Error): string {
  return 'reason' in error ? String(error.reason) : error.message;
}

function isAlert(code: string): boolean {
  return code.startsWith('ERR_SSL_') && code.includes('ALERT');
}

function isTlsError(code: string): boolean {
  return (code.startsWith('ERR_SSL_') && !isAlert(code)) || code === 'EPROTO';
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
