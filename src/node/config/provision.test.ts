import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkTlsFiles } from './check-tls-files.ts';
import { loadConfig } from './load-config.ts';
import { provision } from './provision.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-provision-'));
});

afterEach(() => rm(home, { recursive: true, force: true }));

const load = (flags = {}) => loadConfig({ flags, env: {}, home, cwd: home, hostname: 'web-1' });

describe('provision', () => {
  it('makes files on the first start that the node can start with, and none on the second', async () => {
    const loaded = await load({ 'bind-addr': 'node1.example.com:8401', 'node-name': 'n1' });
    const made = await provision(loaded, new Date());
    expect(made).toHaveLength(13);
    expect([...made].sort()).toEqual(
      (await readdir(join(home, '.mokv'))).map((name) => join(home, '.mokv', name)).sort(),
    );
    expect(await checkTlsFiles(loaded.config, new Date())).toEqual([]);
    expect(await provision(loaded, new Date())).toEqual([]);
  });

  it('makes certificates for a node that listens on every address', async () => {
    const loaded = await load({ 'bind-addr': '0.0.0.0:8401' });
    expect(await provision(loaded, new Date())).toHaveLength(13);
    expect(await checkTlsFiles(loaded.config, new Date())).toEqual([]);
  });

  it('makes nothing when there is a cluster to join', async () => {
    const loaded = await load({ 'start-join-addrs': '10.0.0.1:8401' });
    expect(await provision(loaded, new Date())).toEqual([]);
    expect(await readdir(home)).toEqual([]);
  });

  it('refuses to complete half a set', async () => {
    const loaded = await load();
    await provision(loaded, new Date());
    await rm(join(home, '.mokv', 'server-key.pem'));
    await expect(provision(loaded, new Date())).rejects.toMatchObject({
      code: 'CONFIG',
      message: 'server.pem is there but server-key.pem is missing',
    });
  });

  it('says so when a file stands where the directory should be', async () => {
    await writeFile(join(home, '.mokv'), '');
    await expect(provision(await load(), new Date())).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      message: `cannot make the directory ${join(home, '.mokv')}: it exists already`,
    });
  });
});
