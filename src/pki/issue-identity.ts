import { type Authority, issueCertificate, type KeyedCertificate } from './authority.ts';
import { checkedUserName, nodeIdOfPeerUri, peerUri } from './identity-name.ts';
import type { CertificateProfile, NamePart } from './profiles.ts';
import type { KeyPurpose } from './sign-certificate.ts';
import { subjectAltNameOf } from './subject-alt-name.ts';

/** Who a certificate is for. The hosts of a server or peer go in besides those of the profile. */
export type Identity =
  | { readonly type: 'server'; readonly hosts: readonly string[] }
  | { readonly type: 'peer'; readonly nodeId: string; readonly hosts: readonly string[] }
  | { readonly type: 'client'; readonly user: string };

/** A certificate for one identity, with names, hosts and life of the profile of its kind. */
export function issueIdentity(
  authority: Authority,
  identity: Identity,
  { profile, now }: { readonly profile: CertificateProfile; readonly now: Date },
): Promise<KeyedCertificate> {
  const hosts = [...new Set(hostsOf(identity, profile))];
  return issueCertificate(authority, {
    subject: subjectOf(identity, profile),
    role: { type: 'leaf', purposes: purposesOf(identity), names: hosts.map(subjectAltNameOf) },
    validityMs: profile.validityMs,
    now,
  });
}

function purposesOf(identity: Identity): readonly KeyPurpose[] {
  switch (identity.type) {
    case 'server':
      return ['serverAuth'];
    case 'peer':
      return ['serverAuth', 'clientAuth'];
    case 'client':
      return ['clientAuth'];
  }
}

/** The profile's own peer URI is an example of the form; only the node's real one goes in. */
function hostsOf(identity: Identity, profile: CertificateProfile): readonly string[] {
  switch (identity.type) {
    case 'server':
      return [...profile.hosts, ...identity.hosts];
    case 'peer': {
      const names = profile.hosts.filter((host) => nodeIdOfPeerUri(host) === undefined);
      return [peerUri(identity.nodeId), ...names, ...identity.hosts];
    }
    case 'client':
      return [];
  }
}

function subjectOf(identity: Identity, profile: CertificateProfile): readonly NamePart[] {
  switch (identity.type) {
    case 'server':
      return profile.subject;
    case 'peer':
      return withCommonName(profile.subject, identity.nodeId);
    case 'client':
      return withCommonName(profile.subject, checkedUserName(identity.user));
  }
}

function withCommonName(subject: readonly NamePart[], value: string): readonly NamePart[] {
  return [...subject.filter(({ field }) => field !== 'CN'), { field: 'CN', value }];
}
