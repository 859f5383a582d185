import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { LeanConnection } from './lean-connection.ts';
import type { Target } from './plan.ts';

/** Connections that are ready for calls. The process ends when one of them does. */
export function openConnections(target: Target, count: number): Promise<LeanConnection[]> {
  return Promise.all(Array.from({ length: count }, () => openConnection(target)));
}

async function openConnection({ host, port, tls }: Target): Promise<LeanConnection> {
  const onClosed = (reason: string): void => {
    throw new Error(`connection to ${host}:${port} lost: ${reason}`);
  };
  if (tls === undefined) {
    const socket = connectTcp({ host, port, noDelay: true });
    await once(socket, 'connect');
    return opened(new LeanConnection(socket, 'http', onClosed));
  }
  const [ca, cert, key] = [tls.ca, tls.cert, tls.key].map((file) => readFileSync(file));
  const socket = connectTls({ host, port, ca, cert, key, ALPNProtocols: ['h2'] });
  socket.setNoDelay(true);
  await once(socket, 'secureConnect');
  return opened(new LeanConnection(socket, 'https', onClosed));
}

async function opened(connection: LeanConnection): Promise<LeanConnection> {
  await connection.ready;
  return connection;
}
