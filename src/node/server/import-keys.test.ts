import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GrpcFront } from '../../../test/support/grpc-front.ts';
import { sendAll } from '../../../test/support/grpc-streams.ts';
import type { mokv } from '../../api/gen/messages.js';
import { keysService } from '../../api/services.ts';
import { byteStringOfText } from '../../shared/byte-string.ts';

const policy = `p, root, *, produce
p, writer, app/*, produce
`;

describe('Import', () => {
  let front: GrpcFront;

  beforeEach(async () => {
    front = await GrpcFront.start({ policy });
    front.node.put('app/0', 'old');
  });

  afterEach(() => front.stop());

  async function importAll(requests: readonly mokv.v1.IImportRequest[], user = 'root') {
    return sendAll(await front.connectAs(user), keysService.import, requests);
  }

  const item = (key: string): mokv.v1.IImportedItem => ({ key, value: Buffer.from('new') });
  const stored = (key: string) => front.node.get(byteStringOfText(key))?.value;

  it('sets every key, with the time that is left to it', async () => {
    const { response } = await importAll([
      { items: [item('app/0'), { ...item('app/1'), ttlMs: 1000 }] },
      { items: [item('app/2')] },
    ]);
    expect({ ...response }).toEqual({ written: 3, skipped: 0, revision: 4 });
    expect(stored('app/0')).toBe('new');
    const expiring = front.node.get(byteStringOfText('app/1'));
    expect(expiring?.expiresAtMs).toBe(front.node.timeMs + 1000);
  });

  it('takes far more than a round, in rounds of at most 1,024 keys', async () => {
    let underWay = 0;
    let most = 0;
    front.node.proposal = async (command) => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise(setImmediate);
      underWay -= 1;
      return front.node.apply(command);
    };
    const requests = Array.from({ length: 5 }, (_, part) => ({
      items: Array.from({ length: 700 }, (_, at) => item(`app/${part * 700 + at}`)),
    }));
    const { response } = await importAll(requests);
    expect(response).toMatchObject({ written: 3500 });
    expect(most).toBe(1024);
  });

  it('leaves keys as they are when it may only add', async () => {
    const { response } = await importAll([
      { items: [item('app/0')], ifAbsent: true },
      { items: [item('app/1'), item('app/1')] },
    ]);
    expect({ ...response }).toEqual({ written: 1, skipped: 2, revision: 2 });
    expect(stored('app/0')).toBe('old');
  });

  it('says what it would do, and writes nothing', async () => {
    const { response } = await importAll([
      { items: [item('app/0'), item('app/1'), item('app/1')], ifAbsent: true, dryRun: true },
    ]);
    expect({ ...response }).toEqual({ written: 1, skipped: 2, revision: 1 });
    expect(front.node.commands).toEqual([]);
  });

  it('ends at a key that it may not set, and says which', async () => {
    const items = [item('app/1'), item('b')];
    expect(await importAll([{ items }], 'writer')).toMatchObject({
      code: 'PERMISSION_DENIED',
      details: 'user "writer" may not produce key "b"',
    });
  });

  it('of nothing is nothing', async () => {
    const { code, response } = await importAll([]);
    expect([code, { ...response }]).toEqual(['OK', {}]);
  });
});
