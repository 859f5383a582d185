import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Target } from './plan.ts';
import { UnaryConnection } from './unary-connection.ts';

/** A connection that is ready for calls. The process ends when the connection does. */
export async function openConnection({ host, port, tls }: Target): Promise<UnaryConnection> {
  const onClosed = (reason: string): void => {
    throw new Error(`connection to ${host}:${port} lost: ${reason}`);
  };
  if (tls === undefined) {
    const socket = connectTcp({ host, port, noDelay: true });
    await once(socket, 'connect');
    return opened(new UnaryConnection(socket, 'http', onClosed));
  }
  const [ca, cert, key] = [tls.ca, tls.cert, tls.key].map((file) => readFileSync(file));
  const socket = connectTls({ host, port, ca, cert, key, ALPNProtocols: ['h2'] });
  socket.setNoDelay(true);
  await once(socket, 'secureConnect');
  return opened(new UnaryConnection(socket, 'https', onClosed));
}

async function opened(connection: UnaryConnection): Promise<UnaryConnection> {
  await connection.ready;
  return connection;
}
