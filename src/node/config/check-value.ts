import { MokvError } from '../../shared/errors.ts';
import { quoted } from '../../shared/quoted.ts';
import { configKeys, flagNameOf } from './config-keys.ts';
import { locate } from './config-source.ts';
import { expandPath, type PathContext } from './expand-path.ts';
import type { RawValue } from './parse-config-text.ts';
import type { WrittenValue } from './written-values.ts';
import { wrongValue } from './wrong-value.ts';

/** The value that a text means by the rule of its key; USAGE or CONFIG when it means none. */
export function checkValue(written: WrittenValue, context: PathContext): unknown {
  const { key, raw, source } = written;
  const { rule } = configKeys[key];
  const result = rule.schema.safeParse(rule.form === 'list' ? itemsOf(raw) : raw);
  if (!result.success) {
    const found =
      typeof raw === 'string' ? quoted(raw) : `the list [${raw.map(quoted).join(', ')}]`;
    throw wrongValue(source, `${locate(source, key)}: expected ${rule.expected}, got ${found}`);
  }
  return rule.form === 'path' ? checkPath(written, String(result.data), context) : result.data;
}

function itemsOf(raw: RawValue): readonly string[] {
  if (typeof raw !== 'string') return raw;
  return raw.trim() === '' ? [] : raw.split(',').map((item) => item.trim());
}

function checkPath({ key, source }: WrittenValue, text: string, context: PathContext): string {
  const expanded = expandPath(text, context);
  if (expanded.type === 'path') return expanded.path;
  if (source.type !== 'default') {
    throw wrongValue(source, `${locate(source, key)}: ${quoted(text)}: ${expanded.reason}`);
  }
  throw new MokvError('CONFIG', `${key}: its default is ${text}, and ${expanded.reason}`, {
    hint: `set HOME, or give ${flagNameOf(key)}`,
  });
}
