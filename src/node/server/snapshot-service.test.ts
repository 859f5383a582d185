import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GrpcFront, readAll } from '../../../test/support/grpc-front.ts';
import { sendAll } from '../../../test/support/grpc-streams.ts';
import { mokv } from '../../api/gen/messages.js';
import { clusterService } from '../../api/services.ts';
import { byteStringOfText } from '../../shared/byte-string.ts';

type Part = mokv.v1.ISnapshotPart;

describe('a snapshot over the API', () => {
  let front: GrpcFront;
  beforeEach(async () => {
    front = await GrpcFront.start({ policy: 'p, root, cluster, admin\n' });
  });
  afterEach(() => front.stop());

  async function saved(): Promise<readonly Part[]> {
    const client = await front.connectAs('root');
    const { response } = await readAll(client, clusterService.saveSnapshot, {});
    return response ?? [];
  }

  async function restored(parts: readonly Part[], dryRun = false) {
    const client = await front.connectAs('root');
    const requests = parts.map(({ data, digest }) =>
      data ? { data } : { digest: digest ?? null },
    );
    return sendAll(client, clusterService.restoreSnapshot, [{ start: { dryRun } }, ...requests]);
  }

  const contents = () => [...front.node.image().entries()].map(([key, { value }]) => [key, value]);

  it('says what it is, then its bytes, then their digest', async () => {
    front.node.putAll(Array.from({ length: 3000 }, (_, at) => [`k${at}`, 'v'.repeat(100)]));
    const [first, ...rest] = await saved();
    const last = rest.at(-1);
    expect(first?.summary).toMatchObject({ index: 1, revision: 3000, keys: 3000, nodeId: 'n1' });
    const data = Buffer.concat(rest.flatMap((part) => (part.data ? [part.data] : [])));
    expect(last?.digest).toEqual(createHash('sha256').update(data).digest());
    expect(rest.length).toBeGreaterThan(4);
  });

  it('takes the place of everything at one revision', async () => {
    front.node.putAll([
      ['a', '1'],
      ['b', '2'],
    ]);
    const [, ...parts] = await saved();
    front.node.putAll([
      ['b', 'changed'],
      ['c', 'later'],
    ]);
    const { code, response } = await restored(parts);
    expect([code, response]).toEqual(['OK', expect.objectContaining({ keys: 2, keysBefore: 3 })]);
    expect(contents()).toEqual([
      ['a', '1'],
      ['b', '2'],
    ]);
    const item = front.node.get(byteStringOfText('a'));
    expect([item?.modRevision, item?.version]).toEqual([front.node.revision, 1]);
    expect(front.node.revision).toBe(5);
  });

  it('changes nothing on a dry run', async () => {
    front.node.put('a', '1');
    const [, ...parts] = await saved();
    front.node.put('b', '2');
    const { response } = await restored(parts, true);
    expect(response).toMatchObject({ keys: 1, keysBefore: 2 });
    expect(contents()).toHaveLength(2);
  });

  it.each<[string, string, (parts: readonly Part[]) => readonly Part[]]>([
    [
      'a flipped bit',
      'do not have its digest',
      (parts) => parts.map((part) => (part.data ? { data: flipped(part.data) } : part)),
    ],
    ['no digest', 'ends before its digest', (parts) => parts.slice(0, -1)],
    [
      'less than its header announces',
      'it has 1 keys, its header announces 2',
      (parts) => withDigest(Buffer.from(parts[0]?.data ?? []).subarray(0, -lengthOfLastRecord)),
    ],
    ['bytes that are no snapshot', 'a record declares', () => withDigest(Buffer.alloc(64, 0xee))],
    [
      'a format of the future',
      'its format is 2, this version reads 1',
      () => withDigest(recordOf({ header: { format: 2 } })),
    ],
    ['nothing', 'it ends early', () => withDigest(Buffer.alloc(0))],
  ])('is refused whole with %s', async (_, message, damage) => {
    front.node.putAll([
      ['a', '1'],
      ['b', '2'],
    ]);
    const [, ...parts] = await saved();
    front.node.put('c', '3');
    const answer = await restored(damage(parts));
    expect([answer.code, answer.details]).toEqual([
      'INVALID_ARGUMENT',
      expect.stringContaining(message),
    ]);
    expect(contents()).toHaveLength(3);
  });
});

/** 8 bytes of length, then key, value and three small numbers with their tags. */
const lengthOfLastRecord = 8 + 3 + 3 + 3 * 3;

function flipped(data: Uint8Array): Uint8Array {
  const bytes = Buffer.from(data);
  const last = bytes.length - 1;
  bytes[last] = (bytes[last] ?? 0) ^ 1;
  return bytes;
}

function recordOf(record: mokv.v1.ISnapshotRecord): Uint8Array {
  const bytes = mokv.v1.SnapshotRecord.encode(record).finish();
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(bytes.length));
  return Buffer.concat([length, bytes]);
}

function withDigest(data: Uint8Array): readonly Part[] {
  return [{ data }, { digest: createHash('sha256').update(data).digest() }];
}
