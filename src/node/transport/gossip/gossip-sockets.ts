import { createSocket, type Socket } from 'node:dgram';
import { createServer, isIPv6, type Server } from 'node:net';
import type { HostPort } from '../../../shared/host-port.ts';
import { invariant } from '../../../shared/invariant.ts';
import { listenError, listenOn } from '../../../shared/listen.ts';

const limits = {
  /** Packets that arrive while the event loop is busy wait here. */
  receiveBufferBytes: 2 * 1024 * 1024,
  /** With port 0, the system's choice for TCP may be taken for UDP. */
  attempts: 16,
} as const;

export interface GossipSockets {
  readonly server: Server;
  readonly udp: Socket;
  /** The bound IP address and the port, the same for TCP and UDP. */
  readonly address: HostPort;
}

/**
 * Binds TCP and UDP on the same address and port. UDP is sent from the same socket, so that its source
 * port is the gossip port (pitfall 22). Rejects as `listenOn` does.
 */
export async function bindGossipSockets(at: HostPort): Promise<GossipSockets> {
  for (let attempt = 1; ; attempt += 1) {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    await listenOn(server, at);
    const address = addressOf(server);
    try {
      return { server, udp: await boundUdp(address), address };
    } catch (error) {
      server.close();
      if (at.port !== 0 || attempt >= limits.attempts) throw error;
    }
  }
}

function addressOf(server: Server): HostPort {
  const address = server.address();
  invariant(typeof address === 'object' && address !== null, 'a listening server has an address');
  return { host: address.address, port: address.port };
}

function boundUdp(at: HostPort): Promise<Socket> {
  const udp = createSocket({
    type: isIPv6(at.host) ? 'udp6' : 'udp4',
    recvBufferSize: limits.receiveBufferBytes,
  });
  return new Promise((resolve, reject) => {
    udp.once('error', (cause) => {
      udp.close();
      reject(listenError(at, cause));
    });
    udp.bind({ address: at.host, port: at.port }, () => {
      udp.removeAllListeners('error');
      resolve(udp);
    });
  });
}
