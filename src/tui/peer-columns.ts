import { formatContact } from '../cli/format-quantity.ts';
import type { PeerRow, RaftTail } from './facts.ts';
import { formatShare, formatSize } from './quantity.ts';
import { type Column, numberColumn } from './table.ts';

export const peerColumns: readonly Column<PeerRow>[] = [
  {
    name: 'FOLLOWER',
    align: 'left',
    hideOrder: 0,
    text: ({ id, voter }) => (voter ? id : `${id} (non-voter)`),
    sortKey: ({ id }) => id,
  },
  {
    name: 'STATE',
    align: 'left',
    hideOrder: 0,
    text: ({ state }) => state ?? '-',
    tone: ({ state }) => (state === 'pipeline' ? 'good' : 'warning'),
  },
  numberColumn('MATCH', 6, ({ matchIndex }) => matchIndex),
  numberColumn('NEXT', 3, ({ nextIndex }) => nextIndex),
  numberColumn('IN FLIGHT', 2, ({ inFlight }) => inFlight),
  numberColumn('LAG', 7, ({ lag }) => lag),
  numberColumn('CONTACT', 5, ({ contactMs }) => contactMs, formatContact),
  numberColumn('HAS', 4, ({ progress }) => progress, formatShare),
];

export const logColumns: readonly Column<RaftTail['entries'][number]>[] = [
  numberColumn('INDEX', 0, ({ index }) => index),
  numberColumn('TERM', 3, ({ term }) => term),
  { name: 'TYPE', align: 'left', hideOrder: 0, text: ({ type }) => type },
  numberColumn('COMMANDS', 2, ({ commands }) => commands),
  numberColumn('BYTES', 1, ({ bytes }) => bytes, formatSize),
  {
    name: 'STATE',
    align: 'left',
    hideOrder: 4,
    text: ({ committed }) => (committed ? 'committed' : 'not committed'),
    tone: ({ committed }) => (committed ? 'normal' : 'warning'),
  },
];
