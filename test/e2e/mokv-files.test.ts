import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasProgram } from '../support/has-program.ts';
import { NodeProcess } from '../support/mokv-process.ts';

const run = promisify(execFile);

/** As cfssl makes them from mökv's profiles: RSA 2048, one O and OU, the peer identity a client's. */
const subject = '/C=ES/ST=PO/L=Vigo/O=mö/OU=CA services/CN=';

/** mökv's own files, word for word where they decide something. */
const model = `[request_definition]
r = sub, obj, act

[policy_definition]
p = sub, obj, act

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = r.sub == p.sub && r.obj == p.obj && r.act == p.act`;
const policy = 'p, root, *, produce\np, root, *, consume';

const hasOpenssl = hasProgram('openssl', "tests with certificates of mökv's form");

describe.runIf(hasOpenssl)("a node with mökv's certificates, ACL files and YAML", () => {
  let home: string;
  let node: NodeProcess;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'mokv-files-'));
    const dir = join(home, '.mokv');
    await mkdir(dir);
    await makeCertificates(dir);
    await writeFile(join(dir, 'model.conf'), model);
    await writeFile(join(dir, 'policy.csv'), policy);
    const config = join(home, 'config.yaml');
    await writeFile(config, yaml(home));
    node = await NodeProcess.create(home, ['--config-file', config]);
    await node.start();
  });

  afterAll(async () => {
    await node.end('SIGKILL');
    await rm(home, { recursive: true });
  });

  it('serves root, for whom the policy has an asterisk', async () => {
    expect(await node.run(['set', 'a', '1'])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^OK rev \d+\n$/),
    });
    expect(await node.run(['get', 'a'])).toMatchObject({ code: 0, stdout: '1' });
    expect(await node.run(['servers'])).toMatchObject({ code: 0 });
  });

  it('denies nobody', async () => {
    expect(await node.run(['get', 'a'], { env: node.credentials('nobody') })).toMatchObject({
      code: 5,
      stdout: '',
    });
  });
});

async function makeCertificates(dir: string): Promise<void> {
  const file = (name: string): string => join(dir, name);
  const key = ['-newkey', 'rsa:2048', '-nodes'];
  const ca = ['-keyout', file('ca-key.pem'), '-out', file('ca.pem'), '-subj', `${subject}mö CA`];
  await openssl('req', '-x509', ...key, ...ca, '-days', '365', '-utf8');
  await issue('server', '127.0.0.1', 'serverAuth\nsubjectAltName=DNS:localhost,IP:127.0.0.1');
  await issue('root-client', 'root', 'clientAuth');
  await issue('nobody-client', 'nobody', 'clientAuth');

  async function issue(name: string, commonName: string, usage: string): Promise<void> {
    const request = ['-keyout', file(`${name}-key.pem`), '-out', file(`${name}.csr`)];
    await openssl('req', ...key, ...request, '-subj', `${subject}${commonName}`, '-utf8');
    await writeFile(file(`${name}.ext`), `extendedKeyUsage=${usage}\n`);
    const authority = ['-CA', file('ca.pem'), '-CAkey', file('ca-key.pem'), '-CAcreateserial'];
    const out = ['-in', file(`${name}.csr`), '-out', file(`${name}.pem`), '-days', '365'];
    await openssl('x509', '-req', ...out, ...authority, '-extfile', file(`${name}.ext`));
    await chmod(file(`${name}-key.pem`), 0o600);
  }
}

async function openssl(...args: readonly string[]): Promise<void> {
  await run('openssl', args);
}

function yaml(home: string): string {
  return `data-dir: "${home}/data"
node-name: "my-node"
bind-addr: "127.0.0.1:8401"
rpc-port: 8400
metrics-port: 4000
start-join-addrs: []
bootstrap: true
acl-model-file: "$HOME/.mokv/model.conf"
acl-policy-file: "$HOME/.mokv/policy.csv"
server-tls-cert-file: "$HOME/.mokv/server.pem"
server-tls-key-file: "$HOME/.mokv/server-key.pem"
server-tls-ca-file: "$HOME/.mokv/ca.pem"
peer-tls-cert-file: "$HOME/.mokv/root-client.pem"
peer-tls-key-file: "$HOME/.mokv/root-client-key.pem"
peer-tls-ca-file: "$HOME/.mokv/ca.pem"
insecure-gossip: true
`;
}
