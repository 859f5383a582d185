import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that Linux gives to outgoing connections. */
const range = { first: 15_000, count: 17_000 } as const;

/** Concurrent tests have theirs before anything listens there. */
const given = new Set<number>();

/**
 * Ports of 127.0.0.1 that are free now for TCP and UDP, all different, and that stay free while their
 * owner is down: the system gives them to nobody who does not ask for them.
 */
export async function lastingPorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = range.first + Math.floor(Math.random() * range.count);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const socket = createSocket('udp4');
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    socket.bind(port, '127.0.0.1');
    await once(socket, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
    socket.close();
  }
}
