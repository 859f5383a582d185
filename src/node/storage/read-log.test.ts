import { describe, expect, it } from 'vitest';
import { entriesBetween, entry, hardState } from '../../../test/support/data-directory.ts';
import type { Entry } from '../raft/entry.ts';
import { encodeHead, type Head } from './head-record.ts';
import { entryKey, headKey } from './log-database.ts';
import { encodeRecord, originAt, type Position } from './log-record.ts';
import { type FoundLog, LogReader } from './read-log.ts';

type Row = readonly [key: Buffer, value: Buffer];

const base = originAt(10, 1);

function rowsOf(entries: readonly Entry[]): { rows: Row[]; last: Position } {
  let last = base;
  const rows = entries.map((one): Row => {
    const { bytes, chain } = encodeRecord(one, last.chain);
    last = { index: one.index, term: one.term, chain };
    return [entryKey(one.index), bytes];
  });
  return { rows, last };
}

function headRow(last: Position): Row {
  const head: Head = { generation: 5, nodeId: 'n1', hardState: hardState(2), base, last };
  return [headKey, encodeHead(head)];
}

function read(rows: readonly Row[]): FoundLog {
  const reader = new LogReader('log');
  for (const [key, value] of rows) reader.take(key, value);
  return reader.finish();
}

describe('what LevelDB holds', () => {
  const entries = entriesBetween(11, 14, 2);
  const { rows, last } = rowsOf(entries);
  const head = headRow(last);
  const [first, second, third, fourth] = rows as [Row, Row, Row, Row];

  it('is the log when it is exactly what the last batch left', () => {
    const found = read([head, ...rows]);
    expect(found.entries).toEqual(entries);
    expect(found.head.last).toEqual(last);
    expect(found.log.last).toEqual(last);
  });

  const other = rowsOf([...entriesBetween(11, 13, 2), entry(14, 2, 'another')]).rows.at(-1) as Row;
  it.each<[string, Row[], string]>([
    ['nothing', [], 'the record of term, vote and log ends is missing or damaged'],
    ['no head', rows, 'the record of term, vote and log ends is missing or damaged'],
    ['no first entry', [head, second], 'entry 11 is missing'],
    ['no entry in the middle', [head, first, third, fourth], 'entry 12 is missing'],
    ['no last entry', [head, first, second, third], 'the log ends at 13, but was written to 14'],
    [
      'another last entry',
      [head, first, second, third, other],
      'entry 14 is not the one that was written last',
    ],
    [
      'two entries swapped',
      [head, first, [second[0], third[1]], [third[0], second[1]], fourth],
      'entry 12 is damaged: its checksum does not match',
    ],
    [
      'a deleted entry',
      [head, [entryKey(10), first[1]], ...rows],
      'entry 10 should have been deleted',
    ],
    ['an unknown key', [head, [Buffer.from('x'), first[1]]], 'unknown key 0x78'],
  ])('is refused with %s', (_, found, problem) => {
    expect(() => read(found)).toThrow(
      expect.objectContaining({ code: 'CORRUPT', message: `log: ${problem}` }),
    );
  });
});
