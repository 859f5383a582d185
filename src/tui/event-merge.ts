import type { EventRow } from './facts.ts';

const limits = {
  eventsMax: 1000,
  /** Nodes that tell the same so shortly after one another mean the same event. */
  sameMs: 10_000,
} as const;

/** Both, oldest first; what several nodes tell is one event, and none is told twice. */
export function mergeEvents(
  known: readonly EventRow[],
  added: readonly EventRow[],
): readonly EventRow[] {
  const rows = [...known];
  const latest = new Map(rows.map((event, at) => [contentOf(event), at]));
  for (const event of added.toSorted(byTime)) {
    const content = contentOf(event);
    const at = latest.get(content);
    const same = at === undefined ? undefined : rows[at];
    if (at !== undefined && same !== undefined && isSame(same, event)) {
      rows[at] = merged(same, event);
      continue;
    }
    latest.set(content, rows.length);
    rows.push(event);
  }
  return rows.toSorted(byTime).slice(-limits.eventsMax);
}

function contentOf({ type, text }: EventRow): string {
  return `${type} ${text}`;
}

function byTime(left: EventRow, right: EventRow): number {
  return left.timeMs - right.timeMs;
}

/** One node that tells the same twice means two events, unless it was merely asked twice. */
function isSame(first: EventRow, second: EventRow): boolean {
  if (first.id === second.id) return true;
  if (Math.abs(second.timeMs - first.timeMs) > limits.sameMs) return false;
  return !second.tellers.every((teller) => first.tellers.includes(teller));
}

function merged(first: EventRow, second: EventRow): EventRow {
  return {
    ...first,
    tellers: [...new Set([...first.tellers, ...second.tellers])],
    cause: first.cause ?? second.cause,
  };
}
