import { createServer, type Server } from 'node:net';
import { listenOn } from '../shared/listen.ts';

/** Ports of 127.0.0.1 on which nobody listens now, all different. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map((server) => listenOn(server, { host: '127.0.0.1', port: 0 })),
  );
  await Promise.all(servers.map(closed));
  return ports;
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
