import type { EventRow } from './facts.ts';
import { formatTimeOfDay } from './quantity.ts';
import type { Column, Tone } from './table.ts';

export const eventColumns: readonly Column<EventRow>[] = [
  {
    name: 'TIME',
    align: 'left',
    hideOrder: 0,
    text: ({ timeMs }) => formatTimeOfDay(timeMs),
    sortKey: ({ timeMs }) => timeMs,
  },
  { name: 'TYPE', align: 'left', hideOrder: 2, text: ({ type }) => type, tone: toneOf },
  {
    name: 'EVENT',
    align: 'left',
    hideOrder: 0,
    flexible: { min: 30 },
    text: ({ text, cause }) => (cause === undefined ? text : `${text} (${cause})`),
    tone: toneOf,
  },
  { name: 'SEEN BY', align: 'left', hideOrder: 1, text: ({ tellers }) => tellers.join(' ') },
];

function toneOf({ type }: EventRow): Tone {
  switch (type) {
    case 'alarm':
    case 'member-failed':
      return 'bad';
    case 'denied':
    case 'slow':
    case 'election':
    case 'step-down':
    case 'drain':
      return 'warning';
    case 'leader':
    case 'transfer':
      return 'leader';
    default:
      return 'normal';
  }
}
