import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from './load-config.ts';
import type { ConfigInput } from './written-values.ts';

const nothing: ConfigInput = {
  flags: {},
  env: {},
  home: '/home/anna',
  cwd: '/work',
  hostname: 'web-1',
};

const load = (input: Partial<ConfigInput>) => loadConfig({ ...nothing, ...input });
const loadFlags = (flags: ConfigInput['flags']) => load({ flags });

describe('loadConfig without a file', () => {
  it('configures a cluster of one on this machine when nothing is configured', async () => {
    const { config, provisionDirectory } = await loadConfig(nothing);
    expect(config).toEqual({
      dataDir: '/home/anna/.mokv/data',
      nodeName: 'web-1',
      bindAddress: { host: '127.0.0.1', port: 8401 },
      rpcAddress: { host: '127.0.0.1', port: 8400 },
      startJoinAddresses: [],
      bootstrap: true,
      nonVoter: false,
      security: {
        acl: {
          modelFile: '/home/anna/.mokv/model.conf',
          policyFile: '/home/anna/.mokv/policy.csv',
        },
        serverTls: {
          certFile: '/home/anna/.mokv/server.pem',
          keyFile: '/home/anna/.mokv/server-key.pem',
          caFile: '/home/anna/.mokv/ca.pem',
        },
        peerTls: {
          certFile: '/home/anna/.mokv/peer.pem',
          keyFile: '/home/anna/.mokv/peer-key.pem',
          caFile: '/home/anna/.mokv/ca.pem',
        },
      },
      metricsAddress: { host: '127.0.0.1', port: 4000 },
      logLevel: 'info',
      logFormat: 'auto',
      reflection: false,
      gossipKeyFile: '/home/anna/.mokv/gossip.key',
      leaveOnTerminate: false,
      limits: {
        storeBytesMax: 0,
        writesPerUserMax: 4096,
        listsPerUserMax: 4,
        watchesPerUserMax: 1000,
        watchesMax: 20_000,
      },
      removeDeadAfterMs: undefined,
    });
    expect(provisionDirectory).toBe('/home/anna/.mokv');
  });

  it('without TLS has no certificates, no users, nothing to make and, unless a key is given, plain gossip', async () => {
    const { config, provisionDirectory } = await loadFlags({ insecure: true });
    expect([config.security, config.gossipKeyFile, provisionDirectory]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const keyed = await loadFlags({ insecure: true, 'gossip-key-file': '/etc/gossip.key' });
    expect(keyed.config.gossipKeyFile).toBe('/etc/gossip.key');
    const closed = await loadFlags({ insecure: true, 'insecure-gossip': 'false' });
    expect(closed.config.gossipKeyFile).toBe('/home/anna/.mokv/gossip.key');
  });

  it.each([
    'acl-model-file',
    'acl-policy-file',
    'server-tls-cert-file',
    'server-tls-key-file',
    'server-tls-ca-file',
    'peer-tls-cert-file',
    'peer-tls-key-file',
    'peer-tls-ca-file',
  ])('refuses insecure beside %s', async (key) => {
    await expect(
      load({ flags: { [key]: '/etc/file' }, env: { MOKV_INSECURE: 'true' } }),
    ).rejects.toMatchObject({
      code: 'CONFIG',
      message: `insecure and ${key} contradict each other (env MOKV_INSECURE, flag --${key})`,
    });
  });

  it.each([
    ['10s', 10_000],
    ['10m', 600_000],
    ['23h', 82_800_000],
    ['never', undefined],
  ])('reads %s as a time after which a dead node is removed', async (text, removeDeadAfterMs) => {
    const { config } = await load({ flags: { 'remove-dead-after': text } });
    expect(config.removeDeadAfterMs).toBe(removeDeadAfterMs);
  });

  it('takes flags before the environment', async () => {
    const { values, sources } = await load({
      flags: { 'rpc-port': '9000', reflection: true, 'start-join-addrs': ['a:1', '[::1]:2'] },
      env: { MOKV_RPC_PORT: '9001', MOKV_LOG_LEVEL: 'debug', MOKV_NODE_NAME: '' },
    });
    expect([
      values['rpc-port'],
      values['log-level'],
      values.reflection,
      values['node-name'],
    ]).toEqual([9000, 'debug', true, 'web-1']);
    expect(values['start-join-addrs']).toEqual([
      { host: 'a', port: 1 },
      { host: '::1', port: 2 },
    ]);
    expect([sources['rpc-port'], sources['log-level'], sources['node-name']]).toEqual([
      { type: 'flag' },
      { type: 'environment' },
      { type: 'default' },
    ]);
  });

  it('neither founds a cluster nor makes certificates when there is one to join', async () => {
    const { config, provisionDirectory } = await load({
      env: { MOKV_START_JOIN_ADDRS: '10.0.0.1:8401, 10.0.0.2:8401' },
    });
    expect(config.startJoinAddresses).toEqual([
      { host: '10.0.0.1', port: 8401 },
      { host: '10.0.0.2', port: 8401 },
    ]);
    expect([config.bootstrap, provisionDirectory]).toEqual([false, undefined]);
  });

  it('makes no certificates when any of them was put elsewhere', async () => {
    const { provisionDirectory } = await loadFlags({ 'server-tls-ca-file': '/etc/ca.pem' });
    expect(provisionDirectory).toBeUndefined();
  });

  it('serves no metrics on port 0', async () => {
    expect((await loadFlags({ 'metrics-port': '0' })).config.metricsAddress).toBeUndefined();
  });

  it('gives gossip and RPC the host of bind-addr, IPv6 too', async () => {
    const { config } = await loadFlags({ 'bind-addr': '[::1]:7000' });
    expect([config.bindAddress, config.rpcAddress]).toEqual([
      { host: '::1', port: 7000 },
      { host: '::1', port: 8400 },
    ]);
  });

  it('needs HOME only for the defaults of paths', async () => {
    await expect(load({ home: undefined })).rejects.toMatchObject({
      code: 'CONFIG',
      message: 'data-dir: its default is ~/.mokv/data, and HOME is not set',
      hint: 'set HOME, or give --data-dir',
    });
    const { config } = await load({
      home: undefined,
      flags: Object.fromEntries(
        [
          ...['data-dir', 'acl-model-file', 'acl-policy-file', 'gossip-key-file'],
          ...['server-tls-cert-file', 'server-tls-key-file', 'server-tls-ca-file'],
          ...['peer-tls-cert-file', 'peer-tls-key-file', 'peer-tls-ca-file'],
        ].map((key) => [key, `/etc/mokv/${key}`]),
      ),
    });
    expect(config.dataDir).toBe('/etc/mokv/data-dir');
  });

  it('works in a directory that is gone as long as paths are absolute', async () => {
    expect((await load({ cwd: undefined })).config.dataDir).toBe('/home/anna/.mokv/data');
    const relative = load({ cwd: undefined, flags: { 'data-dir': 'data' } });
    await expect(relative).rejects.toMatchObject({
      code: 'USAGE',
      message: '--data-dir: "data": it is relative and the working directory is gone',
    });
  });
});

describe('loadConfig with wrong values', () => {
  const aPort = 'a whole number from 1 to 65535';
  const anAddress = 'host:port or [IPv6]:port with a port from 1 to 65535';
  const addresses = 'a list of host:port or [IPv6]:port, with ports from 1 to 65535';
  const aName = '1 to 64 letters, digits and the characters . _ -';

  const wrong: readonly (readonly [key: string, text: string, expected: string])[] = [
    ...['abc', '-1', '65536', '0', '0x50', '80.5', '', '1e3', ' 80', '+80', '08400', '84a'].map(
      (text) => ['rpc-port', text, aPort] as const,
    ),
    ...['9007199254740993', 'NaN', '.inf', '-.inf', '١٢'].map(
      (text) => ['rpc-port', text, aPort] as const,
    ),
    ['metrics-port', '-1', 'a whole number from 0 to 65535'],
    ['bind-addr', '::1:8401', anAddress],
    ['bind-addr', '8401', anAddress],
    ['bind-addr', ':8401', anAddress],
    ['bind-addr', 'localhost:0', anAddress],
    ['start-join-addrs', 'a:1,,b:2', addresses],
    ['start-join-addrs', 'a', addresses],
    ['node-name', 'a b', aName],
    ['node-name', '', aName],
    ['node-name', 'x'.repeat(65), aName],
    ['bootstrap', 'yes', 'true or false'],
    ['bootstrap', '1', 'true or false'],
    ['reflection', '', 'true or false'],
    ['watches-max', '0', 'a whole number from 1 to 100000'],
    ['store-bytes-max', '1G', 'a whole number from 0 to 1099511627776'],
    ...['10', '9s', '24h', '1.5m', 'off', ''].map(
      (text) =>
        ['remove-dead-after', text, 'never, or a time such as 10m, from 10s to 23h'] as const,
    ),
    ['log-level', 'loud', 'one of debug, info, warn, error'],
    ['log-format', 'xml', 'one of auto, json, text'],
    ['metrics-addr', 'localhost:80', 'a host name or an address, without a port'],
    ['data-dir', '', 'a path'],
    ['data-dir', 'a\u0000b', 'a path'],
  ];

  it.each(wrong)('refuses the flag --%s %j', async (key, text, expected) => {
    await expect(loadFlags({ [key]: text })).rejects.toMatchObject({
      code: 'USAGE',
      message: `--${key}: expected ${expected}, got ${JSON.stringify(text)}`,
      hint: 'mokv serve --help explains every key',
    });
  });

  it('names the variable of a wrong value in the environment', async () => {
    await expect(load({ env: { MOKV_RPC_PORT: '84a' } })).rejects.toMatchObject({
      code: 'CONFIG',
      message: `MOKV_RPC_PORT: expected ${aPort}, got "84a"`,
    });
  });

  it('refuses a wrong value that something else overrides', async () => {
    const loaded = load({ flags: { 'rpc-port': '1' }, env: { MOKV_RPC_PORT: '84a' } });
    await expect(loaded).rejects.toMatchObject({ code: 'CONFIG' });
  });

  it('refuses variables other than HOME in a path', async () => {
    await expect(loadFlags({ 'data-dir': '$DATA/x' })).rejects.toMatchObject({
      code: 'USAGE',
      message: '--data-dir: "$DATA/x": only $HOME and ~ are expanded, not $DATA',
    });
  });
});

describe('loadConfig with contradictions', () => {
  it('refuses to found a cluster and to join one', async () => {
    const both = { bootstrap: true, 'start-join-addrs': 'a:1' };
    await expect(loadFlags(both)).rejects.toMatchObject({
      code: 'USAGE',
      message:
        'bootstrap founds a new cluster and start-join-addrs joins one: a node does one of them',
    });
    const mixed = load({ flags: { bootstrap: true }, env: { MOKV_START_JOIN_ADDRS: 'a:1' } });
    await expect(mixed).rejects.toMatchObject({ code: 'CONFIG' });
  });

  it('refuses a non-voter that founds a cluster', async () => {
    await expect(loadFlags({ 'non-voter': true })).rejects.toMatchObject({
      code: 'CONFIG',
      message: 'bootstrap founds a cluster, and a non-voter cannot be its only node',
    });
    const joining = { 'non-voter': true, 'start-join-addrs': 'a:1' };
    expect((await loadFlags(joining)).config).toMatchObject({ nonVoter: true, bootstrap: false });
  });

  it.each([
    [{ 'rpc-port': '8401' }, 'bind-addr and rpc-port both take port 8401, and gossip uses TCP too'],
    [{ 'metrics-port': '8400' }, 'rpc-port and metrics-port both take port 8400'],
    [{ 'metrics-port': '8401' }, 'bind-addr and metrics-port both take port 8401'],
    [
      { 'bind-addr': '10.0.0.1:4000', 'metrics-addr': '0.0.0.0' },
      'bind-addr and metrics-port both take port 4000',
    ],
  ])('refuses two listeners on one port: %j', async (flags, message) => {
    await expect(loadFlags(flags)).rejects.toMatchObject({ code: 'CONFIG', message });
  });

  it('lets listeners on different hosts have the same port', async () => {
    const flags = {
      'bind-addr': '10.0.0.1:8401',
      'metrics-addr': '127.0.0.1',
      'metrics-port': '8401',
    };
    expect((await loadFlags(flags)).config.metricsAddress).toEqual({
      host: '127.0.0.1',
      port: 8401,
    });
  });

  it.each([
    ['server-tls-cert-file', 'server-tls-key-file'],
    ['peer-tls-key-file', 'peer-tls-cert-file'],
  ])('refuses %s without %s', async (given, missing) => {
    await expect(loadFlags({ [given]: '/x.pem' })).rejects.toMatchObject({
      code: 'CONFIG',
      message: `${given} is given without ${missing}`,
    });
  });
});

describe('loadConfig with a file', () => {
  let directory: string;
  let path: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'mokv-load-'));
    await mkdir(join(directory, 'etc'));
    path = join(directory, 'etc', 'mokv.yaml');
  });

  afterEach(() => rm(directory, { recursive: true, force: true }));

  async function loadFile(text: string, input: Partial<ConfigInput> = {}) {
    await writeFile(path, text);
    return load({ ...input, flags: { 'config-file': path, ...input.flags } });
  }

  it('takes the environment and flags before the file, and remembers each line', async () => {
    const { values, sources } = await loadFile('node-name: n1\nrpc-port: 1\nmetrics-port: 2\n', {
      env: { MOKV_RPC_PORT: '3' },
      flags: { 'metrics-port': '4' },
    });
    expect([values['node-name'], values['rpc-port'], values['metrics-port']]).toEqual(['n1', 3, 4]);
    expect([sources['node-name'], sources['rpc-port'], sources['metrics-port']]).toEqual([
      { type: 'file', path, line: 1 },
      { type: 'environment' },
      { type: 'flag' },
    ]);
  });

  it('lets relative paths start from the directory of the file, others from the working one', async () => {
    const { config } = await loadFile('data-dir: ../data\nacl-model-file: $HOME/m.conf\n', {
      flags: { 'acl-policy-file': 'policy.csv' },
    });
    expect([config.dataDir, config.security?.acl]).toEqual([
      join(directory, 'data'),
      { modelFile: '/home/anna/m.conf', policyFile: '/work/policy.csv' },
    ]);
  });

  it('founds no cluster and makes no certificates unless the file says so', async () => {
    const { config, provisionDirectory } = await loadFile('node-name: n1\n');
    expect([config.bootstrap, provisionDirectory]).toEqual([false, undefined]);
  });

  it('is found through MOKV_CONFIG_FILE and from the working directory', async () => {
    await writeFile(path, 'rpc-port: 9\n');
    const { values } = await load({
      cwd: directory,
      env: { MOKV_CONFIG_FILE: 'etc/mokv.yaml' },
    });
    expect(values['rpc-port']).toBe(9);
  });

  it('reads the configuration of mökv', async () => {
    const { config } = await loadFile(
      [
        'data-dir: /tmp/mokv-data',
        'node-name: node1',
        'bind-addr: 127.0.0.1:8401',
        'rpc-port: 8400',
        'start-join-addrs: []',
        'bootstrap: true',
        'acl-model-file: $HOME/.mokv/model.conf',
        'acl-policy-file: $HOME/.mokv/policy.csv',
        'server-tls-cert-file: $HOME/.mokv/server.pem',
        'server-tls-key-file: $HOME/.mokv/server-key.pem',
        'server-tls-ca-file: $HOME/.mokv/ca.pem',
        'peer-tls-cert-file: $HOME/.mokv/root-client.pem',
        'peer-tls-key-file: $HOME/.mokv/root-client-key.pem',
        'peer-tls-ca-file: $HOME/.mokv/ca.pem',
        'metrics-port: 4000',
      ].join('\n'),
    );
    expect([config.nodeName, config.bootstrap, config.security?.peerTls.certFile]).toEqual([
      'node1',
      true,
      '/home/anna/.mokv/root-client.pem',
    ]);
  });

  it.each([
    [
      'node-name: n1\nrpc-port: "84a"\n',
      ':2: rpc-port: expected a whole number from 1 to 65535, got "84a"',
      'mokv serve --help explains every key',
    ],
    [
      'rpc-port: [1, 2]\n',
      ':1: rpc-port: expected a whole number from 1 to 65535, got the list ["1", "2"]',
      'mokv serve --help explains every key',
    ],
    ['rcp-port: 1\n', ':1: unknown key "rcp-port"', 'did you mean rpc-port?'],
    ['boot-strap: true\n', ':1: unknown key "boot-strap"', 'did you mean bootstrap?'],
    ['colour: red\n', ':1: unknown key "colour"', 'the keys are the flags of mokv serve --help'],
    [
      'config-file: x\n',
      ':1: unknown key "config-file"',
      'the keys are the flags of mokv serve --help',
    ],
    ['data-dir: $X\n', ':1: data-dir: "$X": only $HOME and ~ are expanded, not $X', undefined],
  ])('refuses %j', async (text, message, hint) => {
    const error = await loadFile(text).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'CONFIG', message: `${path}${message}` });
    if (hint !== undefined) expect(error).toMatchObject({ hint });
  });

  it('refuses an empty path of the file', async () => {
    await expect(loadFlags({ 'config-file': '' })).rejects.toMatchObject({
      code: 'USAGE',
      message: '--config-file: expected a path, got ""',
    });
  });
});
