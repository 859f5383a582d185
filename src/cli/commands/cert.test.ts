import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CommandResult, runCommand } from '../../../test/support/command-run.ts';

let home: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'mokv-cert-'));
});

afterEach(() => rm(home, { recursive: true, force: true }));

function cert(argv: readonly string[], environment = { home }): Promise<CommandResult> {
  return runCommand(['cert', ...argv], { environment });
}

const inHome = (name: string): string => join(home, '.mokv', name);

async function inspected(name: string): Promise<unknown> {
  const { stdout } = await cert(['inspect', inHome(name), '-o', 'ndjson']);
  return JSON.parse(stdout);
}

describe('mokv cert init', () => {
  it("makes mökv's files, a peer identity and a gossip key, and keeps them the next time", async () => {
    const names = [
      ...['ca-key.pem', 'ca.pem', 'server-key.pem', 'server.pem', 'peer-key.pem', 'peer.pem'],
      ...['root-client-key.pem', 'root-client.pem', 'nobody-client-key.pem', 'nobody-client.pem'],
      ...['model.conf', 'policy.csv', 'gossip.key'],
    ];
    const first = await cert(['init', '--node-name', 'n1']);
    const made = names.map((name) => `made ${inHome(name)}\n`).join('');
    expect(first).toEqual({ exit: 0, stdout: made, stderr: '' });
    const second = await cert(['init', '-o', 'json']);
    const { made: madeAgain, kept } = JSON.parse(second.stdout);
    expect(madeAgain).toEqual([]);
    expect(kept.sort()).toEqual(names.map(inHome).sort());
  });

  it('puts the hosts into the certificates of the node', async () => {
    await cert(['init', '--node-name', 'n1', '--host', 'node1.example.com, 10.0.0.1']);
    const hosts = [
      { type: 'dns', value: 'localhost' },
      { type: 'ip', value: '127.0.0.1' },
      { type: 'ip', value: '::1' },
      { type: 'dns', value: 'node1.example.com' },
      { type: 'ip', value: '10.0.0.1' },
    ];
    expect(await inspected('server.pem')).toMatchObject({ kind: 'server', names: hosts });
    expect(await inspected('peer.pem')).toMatchObject({
      kind: 'peer',
      names: [{ type: 'uri', value: 'mokv://peer/n1' }, ...hosts],
    });
  });

  it('takes names and expiry from the files of cfssl', async () => {
    const profiles = await mkdtemp(join(tmpdir(), 'mokv-profiles-'));
    const csr = (CN: string) => JSON.stringify({ CN, hosts: ['my-node'], names: [{ O: 'Org' }] });
    const config = { signing: { default: { expiry: '48h' } } };
    await writeFile(join(profiles, 'ca-config.json'), JSON.stringify(config));
    for (const kind of ['ca', 'server', 'peer', 'client']) {
      await writeFile(join(profiles, `${kind}-csr.json`), csr(`my ${kind}`));
    }
    await cert(['init', '--profiles', profiles]);
    await rm(profiles, { recursive: true });
    expect(await inspected('server.pem')).toMatchObject({
      common_names: ['my server'],
      names: [{ type: 'dns', value: 'my-node' }],
      issuer: 'O=Org, CN=my ca',
      days_left: 1,
    });
  });
});

describe('mokv cert ca, server, peer and client', () => {
  beforeEach(() => cert(['init', '--node-name', 'n1']));

  it('issues a client certificate with a key for its owner alone', async () => {
    const { stdout } = await cert(['client', 'alice']);
    expect(stdout).toBe(
      `made ${inHome('alice-client-key.pem')}\nmade ${inHome('alice-client.pem')}\n`,
    );
    expect((await stat(inHome('alice-client-key.pem'))).mode & 0o777).toBe(0o600);
    expect(await inspected('alice-client.pem')).toMatchObject({
      kind: 'client',
      common_names: ['alice'],
      purposes: ['clientAuth'],
      days_left: 364,
    });
  });

  it('issues a peer certificate for another node', async () => {
    await cert(['peer', 'n2', '--host', '10.0.0.2']);
    expect(await inspected('n2-peer.pem')).toMatchObject({ kind: 'peer', common_names: ['n2'] });
  });

  it('replaces a certificate only when told to', async () => {
    const before = await readFile(inHome('server.pem'), 'utf8');
    expect(await cert(['server', '--host', 'a'])).toEqual({
      exit: 4,
      stdout: '',
      stderr: `mokv: ${inHome('server-key.pem')} exists already\nhint: give --force to replace it\n`,
    });
    expect(await readFile(inHome('server.pem'), 'utf8')).toBe(before);
    expect((await cert(['server', '--host', 'a', '--force', '--quiet'])).stdout).toBe('');
    expect(await readFile(inHome('server.pem'), 'utf8')).not.toBe(before);
  });

  it('writes under another name and in another directory', async () => {
    const directory = join(home, 'other');
    await cert(['ca', '--dir', directory]);
    const { stdout } = await cert(['server', '--dir', directory, '--name', 'n2-server', '-j']);
    expect(JSON.parse(stdout)).toEqual({
      made: [join(directory, 'n2-server-key.pem'), join(directory, 'n2-server.pem')],
      kept: [],
    });
  });

  it.each([
    [['client', '../root'], 'user name "../root" is not allowed'],
    [['client', 'a', '--name', '../x'], '--name "../x" is no file name'],
    [['peer', 'a/b'], 'node name "a/b" is not allowed'],
    [['server', '--force', '--host', 'h:80'], 'host "h:80" is neither a name nor an address'],
    [['server', '--force', '--host', ''], 'host "" is neither a name nor an address'],
    [['client'], "missing required argument 'user'"],
    [['clint', 'a'], 'unknown command "cert clint"'],
    [['client', 'a', '--hots', 'b'], "unknown option '--hots'"],
    [['server', '--host', 'a', '--host', 'b'], "option '--host <names>' is given twice"],
    [[], 'cert needs one of init, ca, server, peer, client, inspect, expiry'],
  ])('refuses %j', async (argv, message) => {
    const { exit, stdout, stderr } = await cert(argv);
    expect([exit, stdout, stderr.split('\n')[0]]).toEqual([2, '', `mokv: ${message}`]);
  });
});

describe('mokv cert inspect', () => {
  it('shows what a certificate is for and how long it is valid', async () => {
    await cert(['init', '--node-name', 'n1']);
    const { stdout } = await cert(['inspect', inHome('peer.pem')]);
    const { serial, fingerprint, not_before, not_after } = (await inspected('peer.pem')) as Record<
      string,
      string
    >;
    expect(stdout.split('\n')).toEqual([
      inHome('peer.pem'),
      '  kind      peer',
      '  subject   n1',
      '  names     mokv://peer/n1, localhost, 127.0.0.1, ::1',
      '  purposes  serverAuth, clientAuth',
      '  issuer    CN=mokv CA',
      `  valid     ${not_before?.slice(0, 10)} to ${not_after?.slice(0, 10)}, 364 days left`,
      `  serial    ${serial}`,
      `  sha-256   ${fingerprint}`,
      '',
    ]);
  });

  it('shows all certificates of the directory by default', async () => {
    await cert(['init']);
    const { stdout } = await cert(['inspect', '-j']);
    const { certificates } = JSON.parse(stdout) as { certificates: { kind: string }[] };
    expect(certificates.map(({ kind }) => kind)).toEqual([
      'ca',
      'client',
      'peer',
      'client',
      'server',
    ]);
  });

  it('says what to do when there is nothing to inspect', async () => {
    expect(await cert(['inspect', '--dir', home])).toEqual({
      exit: 3,
      stdout: '',
      stderr: `mokv: there are no certificates in ${home}\nhint: make them with 'mokv cert init'\n`,
    });
  });

  it('refuses a file that is no certificate', async () => {
    const file = join(home, 'x.pem');
    await writeFile(file, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    expect((await cert(['inspect', file])).stderr).toBe(
      `mokv: ${file}:1: the certificate is damaged\n`,
    );
  });

  it('asks for a directory when HOME is not set', async () => {
    expect(await runCommand(['cert', 'inspect'])).toEqual({
      exit: 2,
      stdout: '',
      stderr:
        'mokv: HOME is not set, so there is no ~/.mokv\nhint: give the directory with --dir\n',
    });
  });
});
