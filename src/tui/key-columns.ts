import { formatAge } from '../cli/format-quantity.ts';
import type { KeyEntry, ValuePreview } from './facts.ts';
import { formatCount, formatSize } from './quantity.ts';
import { type Column, numberColumn } from './table.ts';
import { previewText } from './value-lines.ts';

/** `prefix` is left out of the keys that stand below it. */
export function keyColumns(prefix: string, nowMs: number): readonly Column<KeyEntry>[] {
  return [
    {
      name: 'KEY',
      align: 'left',
      hideOrder: 0,
      flexible: { min: 24 },
      text: (entry) => nameOf(entry).slice(prefix.length) || nameOf(entry),
      sortKey: nameOf,
    },
    numberColumn(
      'KEYS',
      4,
      (entry) => (entry.type === 'group' ? entry.keys : undefined),
      formatCount,
    ),
    numberColumn('REV', 3, (entry) => (entry.type === 'key' ? entry.revision : undefined), String),
    numberColumn('CHANGED', 2, (entry) => changedMs(entry, nowMs), formatAge),
    numberColumn('TTL', 5, (entry) => ttlMs(entry, nowMs), formatAge),
    numberColumn('SIZE', 6, (entry) => previewOf(entry)?.sizeBytes, formatSize),
    {
      name: 'VALUE',
      align: 'left',
      hideOrder: 1,
      flexible: { min: 8 },
      text: (entry) => {
        const value = previewOf(entry);
        return value === undefined ? '' : previewText(value);
      },
    },
  ];
}

export function nameOf(entry: KeyEntry): string {
  return entry.type === 'group' ? entry.prefix : entry.key;
}

function previewOf(entry: KeyEntry): ValuePreview | undefined {
  return entry.type === 'key' ? entry.value : undefined;
}

function changedMs(entry: KeyEntry, nowMs: number): number | undefined {
  if (entry.type === 'group' || entry.changedAtMs === undefined) return undefined;
  return Math.max(nowMs - entry.changedAtMs, 0);
}

function ttlMs(entry: KeyEntry, nowMs: number): number | undefined {
  if (entry.type === 'group' || entry.expiresAtMs === undefined) return undefined;
  return Math.max(entry.expiresAtMs - nowMs, 0);
}
