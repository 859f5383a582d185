import { X509Certificate } from 'node:crypto';
import type { TlsCredentials } from '../../src/node/server/tls-credentials.ts';
import {
  createAuthority,
  issueCertificate,
  type KeyedCertificate,
  type NewAuthority,
} from '../../src/pki/authority.ts';
import type { NamePart } from '../../src/pki/profiles.ts';
import type { KeyPurpose } from '../../src/pki/sign-certificate.ts';

const hourMs = 60 * 60 * 1000;

export interface ClientIdentity {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

interface Leaf {
  readonly subject: readonly NamePart[];
  readonly purposes?: readonly KeyPurpose[];
  readonly now?: Date;
}

/** A certificate authority of a test, and what it signs. */
export class TestAuthority {
  readonly #made: NewAuthority;

  private constructor(made: NewAuthority) {
    this.#made = made;
  }

  static async create(
    name = 'test CA',
    now = new Date(Date.now() - 24 * hourMs),
  ): Promise<TestAuthority> {
    const subject: NamePart[] = [{ field: 'CN', value: name }];
    return new TestAuthority(
      await createAuthority({ subject, hosts: [], validityMs: 240 * hourMs }, now),
    );
  }

  get certificatePem(): string {
    return this.#made.certificatePem;
  }

  /** The CA's own certificate and key, misused by a client. */
  get self(): ClientIdentity {
    return { ca: this.certificatePem, cert: this.#made.certificatePem, key: this.#made.keyPem };
  }

  async server(): Promise<TlsCredentials> {
    const pair = await this.#issue({
      subject: commonName('test server'),
      purposes: ['serverAuth'],
    });
    return {
      cert: Buffer.from(pair.certificatePem),
      key: Buffer.from(pair.keyPem),
      ca: Buffer.from(this.certificatePem),
      expiryMs: Date.parse(new X509Certificate(pair.certificatePem).validTo),
    };
  }

  client(user: string): Promise<ClientIdentity> {
    return this.leaf({ subject: commonName(user) });
  }

  /** Valid for one hour from `now`. */
  async leaf(leaf: Leaf): Promise<ClientIdentity> {
    const pair = await this.#issue(leaf);
    return { ca: this.certificatePem, cert: pair.certificatePem, key: pair.keyPem };
  }

  #issue({
    subject,
    purposes = ['clientAuth'],
    now = new Date(),
  }: Leaf): Promise<KeyedCertificate> {
    const names = [
      { type: 'dns', value: 'localhost' },
      { type: 'ip', value: '127.0.0.1' },
    ] as const;
    return issueCertificate(this.#made.authority, {
      subject,
      role: { type: 'leaf', purposes, names },
      validityMs: hourMs,
      now,
    });
  }
}

function commonName(value: string): NamePart[] {
  return [{ field: 'CN', value }];
}
