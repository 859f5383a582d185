import { dirname } from 'node:path';
import { type ErrorCode, MokvError } from '../../shared/errors.ts';
import { checkValue } from './check-value.ts';
import {
  type ConfigKeyName,
  configKeyNames,
  configKeys,
  type DefaultSituation,
  defaultDirectory,
} from './config-keys.ts';
import { type ConfigSource, describeSource } from './config-source.ts';
import { expandPath } from './expand-path.ts';
import {
  type ConfigValues,
  listenerConflict,
  type NodeConfig,
  nodeConfigOf,
} from './node-config.ts';
import { readConfigFile } from './read-config-file.ts';
import {
  type ConfigInput,
  configFilePath,
  type WrittenValue,
  writtenEntries,
  writtenFlags,
  writtenVariables,
} from './written-values.ts';

export interface LoadedConfig {
  readonly config: NodeConfig;
  /** The values of the keys one by one, and who set them. */
  readonly values: ConfigValues;
  readonly sources: ConfigSources;
  /**
   * Where to make certificates, ACL files and a gossip key when they are not there. Undefined when a
   * configuration file is used, when there is a cluster to join (it has a CA already), when any of
   * those files was put elsewhere, or when the node needs none of them.
   */
  readonly provisionDirectory: string | undefined;
}

type ConfigSources = Readonly<Record<ConfigKeyName, ConfigSource>>;

/**
 * Flags before environment before file before defaults. Paths in the file start from its directory,
 * others from the working directory. Everything that was written is checked, also what something else
 * overrides. Rejects with USAGE for a wrong flag, with CONFIG or FILE_PERMISSION for the rest.
 */
export async function loadConfig(input: ConfigInput): Promise<LoadedConfig> {
  const file = configFilePath(input);
  const entries = file === undefined ? [] : writtenEntries(file, await readConfigFile(file));
  const checked = new Map<ConfigKeyName, CheckedValue>();
  const check = (written: WrittenValue): void => {
    const base = written.source.type === 'file' && file !== undefined ? dirname(file) : input.cwd;
    const value = checkValue(written, { home: input.home, base });
    checked.set(written.key, { value, source: written.source });
  };
  for (const written of entries) check(written);
  for (const written of writtenVariables(input)) check(written);
  for (const written of writtenFlags(input)) check(written);
  const alone = file === undefined && !hasMembersToJoin(checked);
  const keyless = checked.get('insecure')?.value === true && !checked.has('gossip-key-file');
  const situation = { hostname: input.hostname, alone, keyless };
  for (const written of missingDefaults(checked, situation)) check(written);
  return assemble(checked, alone ? input : undefined);
}

interface CheckedValue {
  readonly value: unknown;
  readonly source: ConfigSource;
}

type CheckedValues = ReadonlyMap<ConfigKeyName, CheckedValue>;

/** What a first start makes, and a node without TLS has no use for; elsewhere than by default they are somebody's own. */
const securityKeys = [
  'acl-model-file',
  'acl-policy-file',
  'server-tls-cert-file',
  'server-tls-key-file',
  'server-tls-ca-file',
  'peer-tls-cert-file',
  'peer-tls-key-file',
  'peer-tls-ca-file',
] as const satisfies readonly ConfigKeyName[];

function hasMembersToJoin(checked: CheckedValues): boolean {
  const addresses = checked.get('start-join-addrs')?.value;
  return Array.isArray(addresses) && addresses.length > 0;
}

function missingDefaults(checked: CheckedValues, situation: DefaultSituation): WrittenValue[] {
  const missing = configKeyNames.filter((key) => !checked.has(key));
  return missing.map((key): WrittenValue => {
    const given = configKeys[key].default;
    const raw = typeof given === 'string' ? given : given(situation);
    return { key, raw, source: { type: 'default' } };
  });
}

/** `provisioning` is the input of a node that may make its own files. */
function assemble(checked: CheckedValues, provisioning: ConfigInput | undefined): LoadedConfig {
  const pick = (name: keyof CheckedValue): unknown =>
    Object.fromEntries([...checked].map(([key, one]) => [key, one[name]]));
  // Each value passed the schema of its own key, which is what these types say.
  const values = pick('value') as ConfigValues;
  const sources = pick('source') as ConfigSources;
  const config = nodeConfigOf(values);
  refuseContradictions(config, sources);
  const untouched = securityKeys.every((key) => sources[key].type === 'default');
  const mayProvision = untouched && config.security !== undefined;
  return {
    config,
    values,
    sources,
    provisionDirectory: mayProvision ? directoryOf(provisioning) : undefined,
  };
}

function directoryOf(input: ConfigInput | undefined): string | undefined {
  if (input === undefined) return undefined;
  const expanded = expandPath(defaultDirectory, { home: input.home, base: input.cwd });
  return expanded.type === 'path' ? expanded.path : undefined;
}

function refuseContradictions(config: NodeConfig, sources: ConfigSources): void {
  if (config.security === undefined) refuseSecurityKeys(sources);
  refuseHalfPair(sources, 'server-tls-cert-file', 'server-tls-key-file');
  refuseHalfPair(sources, 'peer-tls-cert-file', 'peer-tls-key-file');
  const refuse = (keys: readonly ConfigKeyName[], message: string, hint: string): never => {
    const code: ErrorCode = keys.every((key) => sources[key].type === 'flag') ? 'USAGE' : 'CONFIG';
    throw new MokvError(code, message, { hint });
  };
  if (config.bootstrap && config.startJoinAddresses.length > 0) {
    refuse(
      ['bootstrap', 'start-join-addrs'],
      'bootstrap founds a new cluster and start-join-addrs joins one: a node does one of them',
      'set bootstrap on the first node of a cluster only',
    );
  }
  if (config.bootstrap && config.nonVoter) {
    refuse(
      ['bootstrap', 'non-voter'],
      'bootstrap founds a cluster, and a non-voter cannot be its only node',
      'give start-join-addrs to a non-voter',
    );
  }
  const conflict = listenerConflict(config);
  if (conflict === undefined) return;
  refuse(conflict.keys, conflict.message, 'give each listener a port of its own');
}

/** One of the two is a mistake, and a guess would open a cluster that was to be closed. */
function refuseSecurityKeys(sources: ConfigSources): void {
  const given = securityKeys.find((key) => sources[key].type !== 'default');
  if (given === undefined) return;
  const places = [
    describeSource(sources.insecure, 'insecure'),
    describeSource(sources[given], given),
  ];
  throw new MokvError(
    'CONFIG',
    `insecure and ${given} contradict each other (${places.join(', ')})`,
    {
      hint: 'leave out insecure to run with TLS and access control, or leave out every certificate and ACL file',
    },
  );
}

function refuseHalfPair(
  sources: ConfigSources,
  certificate: ConfigKeyName,
  key: ConfigKeyName,
): void {
  const certificateGiven = sources[certificate].type !== 'default';
  if (certificateGiven === (sources[key].type !== 'default')) return;
  const [given, missing] = certificateGiven ? [certificate, key] : [key, certificate];
  throw new MokvError('CONFIG', `${given} is given without ${missing}`, {
    hint: 'give the certificate and the private key that was made with it',
  });
}
