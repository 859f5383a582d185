import { readdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { createAuthority } from '../pki/authority.ts';
import { type MadeFiles, makeIdentitySet } from '../pki/identity-set.ts';
import { type Identity, issueIdentity } from '../pki/issue-identity.ts';
import {
  authorityBase,
  readAuthority,
  writeKeyedCertificate,
} from '../pki/keyed-certificate-files.ts';
import { makePrivateDirectory } from '../pki/private-file.ts';
import { builtInProfiles, type Profiles } from '../pki/profiles.ts';
import { readCertificateFile } from '../pki/read-certificate-file.ts';
import { readProfiles } from '../pki/read-profiles.ts';
import { MokvError } from '../shared/errors.ts';
import { fileErrorOf } from '../shared/file-error.ts';
import { nodeNameOfHost } from '../shared/node-name.ts';
import { certificateRecord, certificateText } from './certificate-view.ts';
import type { CommandContext } from './command-context.ts';
import { isJson, type OutputOptions, printResult, write } from './output.ts';

export interface DirectoryOptions extends OutputOptions {
  readonly dir?: string;
}

export interface IssueOptions extends DirectoryOptions {
  readonly profiles?: string;
  readonly host?: readonly string[];
  readonly name?: string;
  readonly force?: boolean;
}

export interface InitOptions extends DirectoryOptions {
  readonly profiles?: string;
  readonly host?: readonly string[];
  readonly nodeName?: string;
}

export async function initDirectory(context: CommandContext, options: InitOptions): Promise<void> {
  const files = await makeIdentitySet({
    directory: directoryOf(context, options),
    nodeId: options.nodeName ?? nodeNameOfHost(hostname()),
    hosts: options.host ?? [],
    profiles: await profilesOf(options),
    now: new Date(),
  });
  await printFiles(context, options, files);
}

export async function makeAuthorityFiles(
  context: CommandContext,
  options: IssueOptions,
): Promise<void> {
  const directory = directoryOf(context, options);
  const profiles = await profilesOf(options);
  const created = await createAuthority(profiles.ca, new Date());
  await makePrivateDirectory(directory);
  const place = { directory, base: authorityBase };
  const made = await writeKeyedCertificate(place, created, ifPresent(options));
  await printFiles(context, options, { made, kept: [] });
}

export async function issueCertificateFiles(
  context: CommandContext,
  options: IssueOptions,
  { identity, base }: { readonly identity: Identity; readonly base: string },
): Promise<void> {
  const directory = directoryOf(context, options);
  const profile = (await profilesOf(options))[identity.type];
  const authority = await readAuthority(directory);
  const issued = await issueIdentity(authority, identity, { profile, now: new Date() });
  const place = { directory, base: checkedBase(options.name ?? base) };
  const made = await writeKeyedCertificate(place, issued, ifPresent(options));
  await printFiles(context, options, { made, kept: [] });
}

export async function inspectCertificates(
  context: CommandContext,
  files: readonly string[],
  options: DirectoryOptions,
): Promise<void> {
  const now = new Date();
  const paths = files.length > 0 ? files : await certificatesIn(directoryOf(context, options));
  const read = await Promise.all(paths.map((file) => readCertificateFile(file, now)));
  const certificates = read.flatMap((facts, at) =>
    facts.map((one) => ({ file: paths[at] ?? '', facts: one })),
  );
  if (!isJson(options.output)) {
    await write(context.stdout, `${certificates.map(certificateText).join('\n\n')}\n`);
    return;
  }
  const records = certificates.map(certificateRecord);
  const lines = options.output === 'json' ? [{ certificates: records }] : records;
  await write(context.stdout, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

async function certificatesIn(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch((error: unknown) => {
    throw fileErrorOf(error, 'read', directory);
  });
  const certificates = names.filter((name) => name.endsWith('.pem') && !name.endsWith('-key.pem'));
  if (certificates.length > 0) return certificates.sort().map((name) => join(directory, name));
  throw new MokvError('NOT_FOUND', `there are no certificates in ${directory}`, {
    hint: "make them with 'mokv cert init'",
  });
}

function directoryOf({ environment }: CommandContext, { dir }: DirectoryOptions): string {
  if (dir !== undefined) return resolve(dir);
  if (environment.home !== undefined) return join(environment.home, '.mokv');
  throw new MokvError('CONFIG', 'HOME is not set, so there is no ~/.mokv', {
    hint: 'give the directory with --dir',
  });
}

async function profilesOf({ profiles }: { readonly profiles?: string }): Promise<Profiles> {
  return profiles === undefined ? builtInProfiles : readProfiles(resolve(profiles));
}

function checkedBase(name: string): string {
  if (/^[A-Za-z0-9._@-]{1,100}$/.test(name)) return name;
  throw new MokvError('USAGE', `--name ${JSON.stringify(name)} is no file name`, {
    hint: 'use letters, digits and the characters . _ @ -',
  });
}

function ifPresent({ force }: IssueOptions): 'replace' | 'refuse' {
  return force ? 'replace' : 'refuse';
}

async function printFiles(
  context: CommandContext,
  options: OutputOptions,
  { made, kept }: MadeFiles,
): Promise<void> {
  const lines = [...kept.map((path) => `kept ${path}`), ...made.map((path) => `made ${path}`)];
  await printResult(context, options, { text: lines.join('\n'), record: { made, kept } });
}
