import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { clusterForEachTest } from '../../test/support/client-cluster.ts';
import { connect } from './connect.ts';

const context = clusterForEachTest(1);
const missing = '/nowhere/at-all.pem';

describe('connect', () => {
  it.each(['mokv:///', ''])('takes servers as "%sHOST:PORT,...", and files', async (scheme) => {
    const target = `${scheme}127.0.0.1:1, ${context.server(0).endpoint}`;
    const client = await connect(target, {
      ca: fileOf('ca'),
      cert: fileOf('root-client'),
      key: fileOf('root-client-key'),
    });
    expect(await client.set('k', Buffer.from('v'))).toMatchObject({ created: true });
    client.close();
  });

  it('takes bytes in place of files', async () => {
    const client = await connect(context.server(0).endpoint, {
      ca: await readFile(fileOf('ca')),
      cert: await readFile(fileOf('root-client')),
      key: await readFile(fileOf('root-client-key')),
    });
    expect(await client.count({})).toEqual({ count: 0, revision: 0 });
    client.close();
  });

  it('refuses what is no address, and names what is no certificate', async () => {
    const pems = { ca: missing, cert: missing, key: missing };
    await expect(connect('nonsense', pems)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(connect('a:1', pems)).rejects.toMatchObject({ code: 'CONFIG' });
    const bytes = { ca: Buffer.from('x'), cert: Buffer.from('x'), key: Buffer.from('x') };
    await expect(connect('a:1', bytes)).rejects.toMatchObject({
      code: 'CONFIG',
      message: 'the option "ca" holds no certificate',
    });
  });
});

function fileOf(name: string): string {
  return join(context.home, '.mokv', `${name}.pem`);
}
