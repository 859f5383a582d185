import { once } from 'node:events';
import { createConnection } from 'node:net';
import { duplexPair } from 'node:stream';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { call, GrpcFront } from '../../../test/support/grpc-front.ts';
import { until } from '../../../test/support/poll.ts';
import { type ClientIdentity, TestAuthority } from '../../../test/support/tls-identities.ts';
import { kvService } from '../../api/services.ts';

const weekMs = 7 * 24 * 60 * 60 * 1000;

describe('the gRPC server', () => {
  let front: GrpcFront;

  beforeEach(async () => {
    front = await GrpcFront.start({ policy: 'p, root, *, consume\np, root, *, produce\n' });
  });

  afterEach(() => front.stop());

  it('takes a client of its own CA over TLS 1.2 and 1.3', async () => {
    const root = await front.authority.client('root');
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const socket = await handshake({ ...root, minVersion: version, maxVersion: version });
      expect(socket.getProtocol()).toBe(version);
      expect(await aliveAfterRoundTrip(socket)).toBe(true);
    }
  });

  it.each([
    'no certificate',
    'self-signed',
    'of another CA',
    'another CA of the same name',
    'expired',
    'not yet valid',
    'for servers only',
    'the CA itself',
    'an old TLS version',
  ])('refuses a client: %s', async (kind) => {
    const options = await refusedClient(kind);
    const answer = await handshake(options).then(aliveAfterRoundTrip, () => false);
    expect(answer).toBe(false);
    const warnings = await until('the log line', () => {
      const found = front.log.lines.filter(({ level }) => level === 'warn');
      return found.length > 0 ? found : undefined;
    });
    expect(warnings.map(({ message }) => message)).toEqual(['TLS handshake refused']);
  });

  it('refuses a client that does not speak HTTP/2', async () => {
    const root = await front.authority.client('root');
    const socket = await handshake({ ...root, ALPNProtocols: [] });
    await until('the end', () => socket.destroyed || socket.readableEnded || undefined);
  });

  it.each([
    ['two CNs', 'the certificate has more than one CN'],
    ['a CN that is no user name', 'the CN "root\\n" is no user name'],
    ['no CN', 'the certificate has no CN'],
  ])('answers %s with UNAUTHENTICATED', async (kind, details) => {
    const client = front.connect(await oddClient(kind));
    expect(await call(client, kvService.get, { key: 'a' })).toMatchObject({
      code: 'UNAUTHENTICATED',
      details,
    });
  });

  it('resumes no session, so that each connection verifies its certificate', async () => {
    const root = await front.authority.client('root');
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const first = await handshake({ ...root, maxVersion: version });
      expect(await aliveAfterRoundTrip(first)).toBe(true);
      const session = first.getSession();
      first.destroy();
      const second = await handshake({ ...root, maxVersion: version, session });
      expect(second.isSessionReused()).toBe(false);
      second.destroy();
    }
  });

  it('keeps two users on two connections apart', async () => {
    const [root, other] = await Promise.all([front.connectAs('root'), front.connectAs('other')]);
    for (let round = 0; round < 3; round += 1) {
      expect((await call(root, kvService.get, { key: 'a' })).code).toBe('NOT_FOUND');
      expect((await call(other, kvService.get, { key: 'a' })).code).toBe('PERMISSION_DENIED');
    }
  });

  it('uses new credentials for new connections and lets the old ones live', async () => {
    const before = await front.connectAs('root');
    await call(before, kvService.get, { key: 'a' });
    const next = await TestAuthority.create('next CA');
    front.server.replaceCredentials(await next.server());
    const after = front.connect(await next.client('root'));
    expect((await call(after, kvService.get, { key: 'a' })).code).toBe('NOT_FOUND');
    expect((await call(before, kvService.get, { key: 'a' })).code).toBe('NOT_FOUND');
    const late = await front.connectAs('root');
    expect((await call(late, kvService.get, { key: 'a' }, 300)).code).not.toBe('NOT_FOUND');
  });

  it('lets calls end when it closes, and refuses new ones', async () => {
    const client = await front.connectAs('root');
    let commit = () => {};
    front.node.proposal = () =>
      new Promise((resolve) => {
        commit = () => resolve({ type: 'set', revision: 1, created: true });
      });
    const pending = call(client, kvService.set, { key: 'a' });
    await until('the proposal', () => front.node.commands[0]);
    await front.listener.close();
    const closing = front.server.close(5000);
    commit();
    expect((await pending).code).toBe('OK');
    const started = performance.now();
    await closing;
    expect(performance.now() - started).toBeLessThan(1000);
    expect((await call(client, kvService.get, { key: 'a' })).code).toBe('UNAVAILABLE');
  });

  it('ends a call that outlives the grace time', async () => {
    const client = await front.connectAs('root');
    front.node.proposal = () => new Promise(() => {});
    const pending = call(client, kvService.set, { key: 'a' });
    await until('the proposal', () => front.node.commands[0]);
    await front.listener.close();
    await front.server.close(50);
    expect(['UNAVAILABLE', 'CANCELLED']).toContain((await pending).code);
  });

  it('closes in order when a client resets its connection at the end', async () => {
    const tcp = createConnection({ host: '127.0.0.1', port: front.port, allowHalfOpen: true });
    const [near, far] = duplexPair();
    far.pipe(tcp, { end: false });
    tcp.pipe(far);
    const socket = await handshake({ ...(await front.authority.client('root')), socket: near });
    expect(await aliveAfterRoundTrip(socket)).toBe(true);
    const closing = front.server.close(5000);
    await once(tcp, 'end');
    tcp.resetAndDestroy();
    await expect(closing).resolves.toBeUndefined();
  });

  async function handshake(options: ConnectionOptions): Promise<TLSSocket> {
    const socket = connect({
      host: '127.0.0.1',
      port: front.port,
      ALPNProtocols: ['h2'],
      ...options,
    });
    await once(socket, 'secureConnect');
    return socket;
  }

  async function refusedClient(kind: string): Promise<ConnectionOptions> {
    const { authority } = front;
    const ca = authority.certificatePem;
    const name = [{ field: 'CN', value: 'root' }] as const;
    const other = (caName: string) => TestAuthority.create(caName);
    switch (kind) {
      case 'no certificate':
        return { ca };
      case 'self-signed':
        return { ...(await other('root')).self, ca };
      case 'of another CA':
        return { ...(await (await other('other CA')).client('root')), ca };
      case 'another CA of the same name':
        return { ...(await (await other('test CA')).client('root')), ca };
      case 'expired':
        return authority.leaf({ subject: name, now: new Date(Date.now() - 2 * 60 * 60 * 1000) });
      case 'not yet valid':
        return authority.leaf({ subject: name, now: new Date(Date.now() + weekMs) });
      case 'for servers only':
        return authority.leaf({ subject: name, purposes: ['serverAuth'] });
      case 'the CA itself':
        return authority.self;
      default: {
        const ciphers = 'DEFAULT@SECLEVEL=0';
        const root = await authority.client('root');
        return { ...root, ciphers, minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' };
      }
    }
  }

  async function oddClient(kind: string): Promise<ClientIdentity> {
    const { authority } = front;
    switch (kind) {
      case 'two CNs':
        return authority.leaf({
          subject: [
            { field: 'CN', value: 'root' },
            { field: 'CN', value: 'other' },
          ],
        });
      case 'no CN':
        return authority.leaf({ subject: [{ field: 'O', value: 'root' }] });
      default:
        return authority.client('root\n');
    }
  }
});

/** In TLS 1.3 a client believes to be connected before the server has looked at its certificate. */
async function aliveAfterRoundTrip(socket: TLSSocket): Promise<boolean> {
  const answered = new Promise<boolean>((resolve) => {
    socket.once('data', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
  const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
  socket.write(Buffer.concat([Buffer.from(preface), Buffer.from('000000040000000000', 'hex')]));
  const alive = await answered;
  return alive;
}
