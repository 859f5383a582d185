import {
  type ConfigKeyName,
  type configFileKey,
  environmentNameOf,
  flagNameOf,
} from './config-keys.ts';

/** Where an effective value was written. */
export type ConfigSource =
  | { readonly type: 'flag' }
  | { readonly type: 'environment' }
  | { readonly type: 'file'; readonly path: string; readonly line: number }
  | { readonly type: 'default' };

/** As `mokv serve --check-config` shows it. */
export function describeSource(
  source: ConfigSource,
  key: ConfigKeyName | typeof configFileKey,
): string {
  switch (source.type) {
    case 'flag':
      return `flag ${flagNameOf(key)}`;
    case 'environment':
      return `env ${environmentNameOf(key)}`;
    case 'file':
      return `file ${source.path}:${source.line}`;
    case 'default':
      return 'default';
  }
}

/** The start of a message about the value: what its writer has to look for. */
export function locate(source: ConfigSource, key: ConfigKeyName | typeof configFileKey): string {
  switch (source.type) {
    case 'flag':
      return flagNameOf(key);
    case 'environment':
      return environmentNameOf(key);
    case 'file':
      return `${source.path}:${source.line}: ${key}`;
    case 'default':
      return key;
  }
}
