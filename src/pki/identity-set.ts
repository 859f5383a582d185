import { randomBytes } from 'node:crypto';
import { basename, join } from 'node:path';
import { MokvError } from '../shared/errors.ts';
import { modelText, policyText } from './acl-files.ts';
import { type Authority, createAuthority } from './authority.ts';
import { type Identity, issueIdentity } from './issue-identity.ts';
import {
  authorityBase,
  certificatePaths,
  isPresent,
  readAuthority,
  writeKeyedCertificate,
} from './keyed-certificate-files.ts';
import { makePrivateDirectory, writeNewFile } from './private-file.ts';
import type { Profiles } from './profiles.ts';

export interface IdentitySet {
  readonly directory: string;
  /** The node that `peer.pem` identifies. */
  readonly nodeId: string;
  /** Names and addresses of the node besides those of the profiles. */
  readonly hosts: readonly string[];
  readonly profiles: Profiles;
  readonly now: Date;
}

export interface MadeFiles {
  /** Paths, in the order in which they were written. */
  readonly made: readonly string[];
  /** Paths that were there already; none of them was touched. */
  readonly kept: readonly string[];
}

/**
 * Everything that a first node and its first users need, under mökv's file names: a CA, a server and
 * a peer certificate, the clients root and nobody, the ACL files and a gossip key. Makes only what is
 * missing. Refuses with CONFIG when a certificate is there without its key or the other way round,
 * or when something has to be issued and the CA's key is not there.
 */
export async function makeIdentitySet(set: IdentitySet): Promise<MadeFiles> {
  const { directory } = set;
  await makePrivateDirectory(directory);
  const plan = planIdentitySet(await filesPresent(directory));
  const made = plan.authority === 'not needed' ? [] : await makeCertificates(set, plan);
  for (const name of plan.files) made.push(await writePlainFile(directory, name));
  return { made, kept: plan.kept.map((name) => join(directory, name)) };
}

const leafBases = ['server', 'peer', 'root-client', 'nobody-client'] as const;
const plainFileNames = ['model.conf', 'policy.csv', 'gossip.key'] as const;

type LeafBase = (typeof leafBases)[number];
type PlainFile = (typeof plainFileNames)[number];

const plainFileTexts: Readonly<Record<PlainFile, () => string>> = {
  'model.conf': () => modelText,
  'policy.csv': () => policyText,
  'gossip.key': () => `${randomBytes(32).toString('base64')}\n`,
};

interface IdentityPlan {
  readonly authority: 'create' | 'load' | 'not needed';
  readonly leaves: readonly LeafBase[];
  readonly files: readonly PlainFile[];
  readonly kept: readonly string[];
}

/** What is missing, given the names of the files that are there. */
export function planIdentitySet(present: ReadonlySet<string>): IdentityPlan {
  for (const base of leafBases) assertWholePair(base, present);
  const leaves = leafBases.filter((base) => !present.has(pairNames(base).certificate));
  return {
    authority: planAuthority(leaves, present),
    leaves,
    files: plainFileNames.filter((name) => !present.has(name)),
    kept: setFileNames().filter((name) => present.has(name)),
  };
}

function planAuthority(
  leaves: readonly LeafBase[],
  present: ReadonlySet<string>,
): IdentityPlan['authority'] {
  const { certificate, key } = pairNames(authorityBase);
  // A CA key that is kept elsewhere is good practice as long as nothing has to be issued.
  if (leaves.length === 0 && present.has(certificate)) return 'not needed';
  assertWholePair(authorityBase, present);
  if (present.has(key)) return 'load';
  if (leaves.length === leafBases.length) return 'create';
  throw new MokvError(
    'CONFIG',
    `${certificate} and ${key} are missing beside certificates of theirs`,
    {
      hint: 'put the CA back, or move the other certificates away to start with a new one',
    },
  );
}

function assertWholePair(base: string, present: ReadonlySet<string>): void {
  const { certificate, key } = pairNames(base);
  if (present.has(certificate) === present.has(key)) return;
  const [there, missing] = present.has(certificate) ? [certificate, key] : [key, certificate];
  throw new MokvError('CONFIG', `${there} is there but ${missing} is missing`, {
    hint: `put ${missing} back, or move ${there} away to have both made new`,
  });
}

async function makeCertificates(set: IdentitySet, plan: IdentityPlan): Promise<string[]> {
  const { directory, profiles, now } = set;
  const made: string[] = [];
  let authority: Authority;
  if (plan.authority === 'create') {
    const created = await createAuthority(profiles.ca, now);
    const place = { directory, base: authorityBase };
    made.push(...(await writeKeyedCertificate(place, created, 'refuse')));
    authority = created.authority;
  } else {
    authority = await readAuthority(directory);
  }
  for (const base of plan.leaves) {
    const identity = identityOf(base, set);
    const issued = await issueIdentity(authority, identity, {
      profile: profiles[identity.type],
      now,
    });
    made.push(...(await writeKeyedCertificate({ directory, base }, issued, 'refuse')));
  }
  return made;
}

async function writePlainFile(directory: string, name: PlainFile): Promise<string> {
  const path = join(directory, name);
  const access = name === 'gossip.key' ? 'private' : 'public';
  await writeNewFile({ path, text: plainFileTexts[name](), access, ifPresent: 'refuse' });
  return path;
}

function identityOf(base: LeafBase, { nodeId, hosts }: IdentitySet): Identity {
  switch (base) {
    case 'server':
      return { type: 'server', hosts };
    case 'peer':
      return { type: 'peer', nodeId, hosts };
    case 'root-client':
      return { type: 'client', user: 'root' };
    case 'nobody-client':
      return { type: 'client', user: 'nobody' };
  }
}

async function filesPresent(directory: string): Promise<Set<string>> {
  const present = new Set<string>();
  for (const name of setFileNames()) {
    if (await isPresent(join(directory, name))) present.add(name);
  }
  return present;
}

function setFileNames(): string[] {
  const pairs = [authorityBase, ...leafBases].map(pairNames);
  return [...pairs.flatMap(({ certificate, key }) => [certificate, key]), ...plainFileNames];
}

function pairNames(base: string): { readonly certificate: string; readonly key: string } {
  const { certificate, key } = certificatePaths({ directory: '', base });
  return { certificate: basename(certificate), key: basename(key) };
}
