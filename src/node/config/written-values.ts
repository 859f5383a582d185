import { closest, distance } from 'fastest-levenshtein';
import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import {
  type ConfigKeyName,
  configFileKey,
  configKeyNames,
  environmentNameOf,
} from './config-keys.ts';
import { type ConfigSource, locate } from './config-source.ts';
import { expandPath } from './expand-path.ts';
import type { ConfigEntry, RawValue } from './parse-config-text.ts';
import { wrongValue } from './wrong-value.ts';

export interface ConfigInput {
  /** Values of flags by key name, e.g. `rpc-port`; a switch may be a boolean. */
  readonly flags: Readonly<Record<string, RawValue | boolean | undefined>>;
  /** An empty variable counts as unset, as in other tools. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Undefined when HOME is not set. */
  readonly home: string | undefined;
  /** Undefined when the working directory is gone. */
  readonly cwd: string | undefined;
  readonly hostname: string;
}

/** A value that somebody wrote, and where. */
export interface WrittenValue {
  readonly key: ConfigKeyName;
  readonly raw: RawValue;
  readonly source: ConfigSource;
}

/** The absolute path of the configuration file, or undefined when none is named. */
export function configFilePath({ flags, env, home, cwd }: ConfigInput): string | undefined {
  const flag = flags[configFileKey];
  const variable = env[environmentNameOf(configFileKey)];
  if (flag === undefined && !variable) return undefined;
  const source: ConfigSource = { type: flag === undefined ? 'environment' : 'flag' };
  const text = typeof flag === 'string' ? flag : (variable ?? '');
  const place = locate(source, configFileKey);
  if (text === '') throw wrongValue(source, `${place}: expected a path, got ""`);
  const expanded = expandPath(text, { home, base: cwd });
  if (expanded.type === 'path') return expanded.path;
  throw wrongValue(source, `${place}: ${expanded.reason}`);
}

export function writtenFlags({ flags }: ConfigInput): WrittenValue[] {
  return configKeyNames.flatMap((key): WrittenValue[] => {
    const value = flags[key];
    if (value === undefined) return [];
    const raw = typeof value === 'boolean' ? String(value) : value;
    return [{ key, raw, source: { type: 'flag' } }];
  });
}

export function writtenVariables({ env }: ConfigInput): WrittenValue[] {
  return configKeyNames.flatMap((key): WrittenValue[] => {
    const raw = env[environmentNameOf(key)];
    return raw ? [{ key, raw, source: { type: 'environment' } }] : [];
  });
}

/** Throws CONFIG for a key that does not exist, with the nearest one that does. */
export function writtenEntries(path: string, entries: readonly ConfigEntry[]): WrittenValue[] {
  return entries.map(({ key, value, line }): WrittenValue => {
    const known = configKeyNames.find((name) => name === key);
    if (known === undefined) throw unknownKey(key, `${path}:${line}`);
    return { key: known, raw: value, source: { type: 'file', path, line } };
  });
}

function unknownKey(key: string, place: string): MokvError {
  const nearest = closest(key, [...configKeyNames]);
  const isNear = distance(key, nearest) <= Math.max(2, nearest.length / 3);
  return new MokvError('CONFIG', `${place}: unknown key ${quoted(key)}`, {
    hint: isNear ? `did you mean ${nearest}?` : 'the keys are the flags of mokv serve --help',
  });
}
