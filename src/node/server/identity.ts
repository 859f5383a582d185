import type { PeerCertificate } from 'node:tls';
import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import { isUserName, userNameRule } from '../../shared/user-name.ts';

/** What of a certificate decides who its holder is. TLS has already verified its chain. */
export type CallerCertificate = Pick<PeerCertificate, 'ca' | 'subject' | 'valid_from' | 'valid_to'>;

/** What a call says about the TLS session that it came over. */
export interface AuthenticatedCall {
  getAuthContext(): { readonly sslPeerCertificate?: PeerCertificate };
}

type Identity =
  | {
      readonly type: 'user';
      readonly user: string;
      readonly validFromMs: number;
      readonly validToMs: number;
    }
  | { readonly type: 'refused'; readonly error: MokvError };

/**
 * Tells the user of a call by the certificate of its connection, and by nothing that the caller could
 * write into the call itself. A certificate is read once for each connection; whether it has expired is
 * asked for each call, since a connection may outlive it.
 */
export class Authentication {
  readonly #now: () => number;
  readonly #known = new WeakMap<PeerCertificate, Identity>();

  /** @param now Unix milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** @throws UNAUTHENTICATED */
  userOf(call: AuthenticatedCall): string {
    const certificate = call.getAuthContext().sslPeerCertificate;
    if (certificate === undefined)
      throw unauthenticated('the connection has no client certificate');
    let identity = this.#known.get(certificate);
    if (identity === undefined) {
      identity = identityOf(certificate);
      this.#known.set(certificate, identity);
    }
    return checkedUser(identity, this.#now());
  }
}

/** The user that a verified certificate names. @throws UNAUTHENTICATED */
export function userOfCertificate(certificate: CallerCertificate, nowMs: number): string {
  return checkedUser(identityOf(certificate), nowMs);
}

function checkedUser(identity: Identity, nowMs: number): string {
  if (identity.type === 'refused') throw identity.error;
  if (nowMs > identity.validToMs) {
    throw unauthenticated(`the certificate of "${identity.user}" has expired`);
  }
  if (nowMs < identity.validFromMs) {
    throw unauthenticated(`the certificate of "${identity.user}" is not valid yet`);
  }
  return identity.user;
}

function identityOf(certificate: CallerCertificate): Identity {
  const name: unknown = certificate.subject.CN;
  if (certificate.ca) return refused('the certificate is one of a certificate authority');
  if (Array.isArray(name)) return refused('the certificate has more than one CN');
  if (typeof name !== 'string') return refused('the certificate has no CN');
  if (!isUserName(name)) return refused(`the CN ${quoted(name)} is no user name`);
  return {
    type: 'user',
    user: name,
    validFromMs: Date.parse(certificate.valid_from),
    validToMs: Date.parse(certificate.valid_to),
  };
}

function refused(reason: string): Identity {
  return { type: 'refused', error: unauthenticated(reason) };
}

function unauthenticated(reason: string): MokvError {
  return new MokvError('UNAUTHENTICATED', reason, {
    hint: `use a client certificate whose one CN is the user: ${userNameRule}`,
  });
}
