import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MokvError } from '../shared/errors.ts';
import { fileErrorOf } from '../shared/file-error.ts';
import type { CertificateProfile, NamePart, ProfileName, Profiles } from './profiles.ts';

/**
 * The profiles of a directory in cfssl's form: ca-config.json with the lives, and for each kind a
 * `<kind>-csr.json` with `CN`, `hosts` and the first of `names`. Keys are ECDSA P-256 whatever `key`
 * says, and the usages of a kind are fixed.
 */
export async function readProfiles(directory: string): Promise<Profiles> {
  const config = await readObject(join(directory, 'ca-config.json'));
  const read = async (name: ProfileName): Promise<CertificateProfile> => {
    const path = join(directory, `${name}-csr.json`);
    const request = await readObject(path);
    const expiry = name === 'ca' ? caExpiryOf(request) : expiryOf(config, name);
    return {
      subject: subjectOf(request, path),
      hosts: hostsOf(request, path),
      validityMs: durationMs(expiry, name === 'ca' ? path : join(directory, 'ca-config.json')),
    };
  };
  return {
    ca: await read('ca'),
    server: await read('server'),
    peer: await read('peer'),
    client: await read('client'),
  };
}

type JsonObject = Readonly<Record<string, unknown>>;

const profileBytesMax = 64 * 1024;
const caExpiryDefault = '87600h';
const durationPattern = /^(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/;

/** In the order in which certificates have them. */
const subjectFields = ['C', 'ST', 'L', 'O', 'OU'] as const;

async function readObject(path: string): Promise<JsonObject> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw fileErrorOf(error, 'read', path);
  }
  if (text.length > profileBytesMax)
    throw wrong(path, `it is larger than ${profileBytesMax} bytes`);
  const value = parseJson(text, path);
  if (isObject(value)) return value;
  throw wrong(path, 'it is not a JSON object');
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(path, 'it is not valid JSON', error);
  }
}

function caExpiryOf({ ca }: JsonObject): unknown {
  return isObject(ca) && ca.expiry !== undefined ? ca.expiry : caExpiryDefault;
}

/** cfssl: a profile without an expiry has that of `signing.default`. */
function expiryOf({ signing }: JsonObject, name: ProfileName): unknown {
  if (!isObject(signing)) return undefined;
  const profile = isObject(signing.profiles) ? signing.profiles[name] : undefined;
  if (isObject(profile) && profile.expiry !== undefined) return profile.expiry;
  return isObject(signing.default) ? signing.default.expiry : undefined;
}

/** A Go duration in hours, minutes and whole seconds, such as `8760h`. */
function durationMs(value: unknown, path: string): number {
  const [, hours = '0', minutes = '0', seconds = '0'] =
    (typeof value === 'string' ? durationPattern.exec(value) : null) ?? [];
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  if (ms === 0) {
    throw wrong(path, `expiry: expected a duration such as "8760h", got ${JSON.stringify(value)}`);
  }
  return ms;
}

function subjectOf(request: JsonObject, path: string): NamePart[] {
  const names: unknown = Array.isArray(request.names) ? request.names[0] : undefined;
  const parts = subjectFields.flatMap((field): NamePart[] => {
    const value = isObject(names) ? names[field] : undefined;
    return typeof value === 'string' && value !== '' ? [{ field, value }] : [];
  });
  const country = parts.find(({ field }) => field === 'C');
  if (country !== undefined && !/^[A-Z]{2}$/.test(country.value)) {
    throw wrong(path, `C: expected two capital letters, got ${JSON.stringify(country.value)}`);
  }
  const commonName = request.CN;
  if (typeof commonName !== 'string' || commonName === '' || commonName.length > 64) {
    throw wrong(path, `CN: expected 1 to 64 characters, got ${JSON.stringify(commonName)}`);
  }
  return [...parts, { field: 'CN', value: commonName }];
}

function hostsOf({ hosts = [] }: JsonObject, path: string): readonly string[] {
  if (!Array.isArray(hosts)) throw wrong(path, 'hosts: expected a list of names and addresses');
  return hosts
    .filter((host: unknown) => host !== '')
    .map((host: unknown) => {
      if (typeof host === 'string') return host;
      throw wrong(path, `hosts: expected a name or an address, got ${JSON.stringify(host)}`);
    });
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(path: string, what: string, cause?: unknown): MokvError {
  return new MokvError('CONFIG', `${path}: ${what}`, { cause });
}
