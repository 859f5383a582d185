import { createHash } from 'node:crypto';
import { mokv } from '../../src/api/gen/messages.js';

const { SnapshotPart, SnapshotRecord } = mokv.v1;

/** What a node sends as its snapshot: these keys, in one piece cut in two. `announced` is what its header says. */
export function snapshotParts(
  items: Readonly<Record<string, string>>,
  { announced = Object.keys(items).length } = {},
): mokv.v1.SnapshotPart[] {
  const keys = Object.keys(items).length;
  const records = [
    SnapshotRecord.encode({ header: { format: 1, revision: 7, keys: announced } }).finish(),
    ...Object.entries(items).map(([key, value]) =>
      SnapshotRecord.encode({ key: Buffer.from(key), value: Buffer.from(value) }).finish(),
    ),
  ];
  const data = Buffer.concat(records.flatMap((record) => [lengthOf(record), record]));
  const summary = {
    ...{ index: 9, term: 2, revision: 7, keys, timeMs: 1_700_000_000_000 },
    ...{ nodeId: 'n1', version: '1.2.3' },
  };
  return [
    SnapshotPart.create({ summary }),
    SnapshotPart.create({ data: data.subarray(0, 11) }),
    SnapshotPart.create({ data: data.subarray(11) }),
    SnapshotPart.create({ digest: createHash('sha256').update(data).digest() }),
  ];
}

function lengthOf(record: Uint8Array): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(record.length));
  return length;
}
