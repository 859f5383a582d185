import type { Item, WatchEvent, WatchMessage } from '../client/kv-api.ts';
import type { OutputStream } from './command-context.ts';
import { escapeLine } from './escape-control.ts';
import { metaFields } from './item-fields.ts';
import { isJson } from './output.ts';
import { renderValue, type ValueOutputOptions, valueFields } from './value-output.ts';

/** One change, as `watch` and `history` print it. */
export type ShownChange =
  | { readonly type: 'set'; readonly item: Item; readonly isInitial: boolean }
  | {
      readonly type: 'delete';
      readonly key: string;
      readonly revision: number;
      readonly isExpired: boolean;
    };

export interface ChangeOutputOptions extends ValueOutputOptions {
  readonly null?: boolean;
}

export function changesOf(message: WatchMessage): readonly ShownChange[] {
  switch (message.type) {
    case 'initial':
      return message.items.map((item) => ({ type: 'set', item, isInitial: true }));
    case 'changes':
      return message.events.map(changeOf);
    case 'created':
    case 'initialEnd':
    case 'progress':
      return [];
  }
}

function changeOf(event: WatchEvent): ShownChange {
  if (event.type === 'set') return { type: 'set', item: event.item, isInitial: false };
  const { type, key, revision, expired } = event;
  return { type, key, revision, isExpired: expired };
}

export function keyOf(change: ShownChange): string {
  return change.type === 'set' ? change.item.key : change.key;
}

export function revisionOf(change: ShownChange): number {
  return change.type === 'set' ? change.item.modRevision : change.revision;
}

/** One line: revision, what happened, the key, and the value or "expired". */
export function renderChange(
  change: ShownChange,
  options: ChangeOutputOptions,
  stdout: OutputStream,
): string | Uint8Array {
  if (isJson(options.output)) return `${JSON.stringify(recordOf(change))}\n`;
  const isExact = !stdout.isTTY || options.output === 'raw';
  const key = isExact ? keyOf(change) : escapeLine(keyOf(change));
  const head = `${revisionOf(change)}\t${change.type}\t${key}`;
  const end = options.null ? '\0' : '\n';
  if (change.type === 'delete') return `${head}${change.isExpired ? '\texpired' : ''}${end}`;
  return Buffer.concat([
    Buffer.from(`${head}\t`),
    Buffer.from(renderValue(change.item.value, options, stdout)),
    Buffer.from(end),
  ]);
}

function recordOf(change: ShownChange): object {
  if (change.type === 'delete') {
    const { type, key, revision, isExpired } = change;
    return { type, key, rev: revision, ...(isExpired ? { expired: true } : {}) };
  }
  const { type, item, isInitial } = change;
  const initial = isInitial ? { initial: true } : {};
  return { type, key: item.key, ...valueFields(item.value), ...metaFields(item), ...initial };
}
