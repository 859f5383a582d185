import { formatHostPort, type HostPort } from '../../shared/host-port.ts';
import { type ConfigKeyName, configKeyNames } from './config-keys.ts';
import { describeSource } from './config-source.ts';
import type { LoadedConfig } from './load-config.ts';
import type { ConfigValues } from './node-config.ts';

export type EffectiveValue = string | number | boolean | readonly string[];

/** What each key came to and who set it, as programs read it. */
export function effectiveConfig({
  values,
  sources,
}: LoadedConfig): Readonly<Record<string, { value: EffectiveValue; source: string }>> {
  return Object.fromEntries(
    configKeyNames.map((key) => {
      const source = describeSource(sources[key], key);
      return [key, { value: plainValue(values, key), source }];
    }),
  );
}

/** Key -> value in one line, for operators who ask a running node. */
export function configurationTexts(loaded: LoadedConfig): Readonly<Record<string, string>> {
  const entries = Object.entries(effectiveConfig(loaded));
  return Object.fromEntries(entries.map(([key, { value }]) => [key, textOf(value)]));
}

/** The same as lines of key, value and source, for `mokv serve --check-config`. */
export function renderEffective(loaded: LoadedConfig): string {
  const rows = Object.entries(effectiveConfig(loaded)).map(([key, { value, source }]) => {
    const text = textOf(value);
    return [key, text === '' ? '-' : text, source] as const;
  });
  const keyWidth = Math.max(...rows.map(([key]) => key.length));
  const valueWidth = Math.max(...rows.map(([, value]) => value.length));
  return rows
    .map(
      ([key, value, source]) => `${key.padEnd(keyWidth)}  ${value.padEnd(valueWidth)}  ${source}`,
    )
    .join('\n');
}

function textOf(value: EffectiveValue): string {
  return typeof value === 'object' ? value.join(', ') : String(value);
}

function plainValue(values: ConfigValues, key: ConfigKeyName): EffectiveValue {
  const value: string | number | boolean | HostPort | readonly HostPort[] | undefined = values[key];
  if (value === undefined) return 'never';
  if (typeof value !== 'object') return value;
  return isList(value) ? value.map(formatHostPort) : formatHostPort(value);
}

function isList(value: HostPort | readonly HostPort[]): value is readonly HostPort[] {
  return Array.isArray(value);
}
