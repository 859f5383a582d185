import type { Socket } from 'node:net';
import type { ServerId } from '../raft/configuration.ts';
import { mokvProtocol } from './transport-security.ts';

/**
 * What two mokv nodes without TLS say to each other before the first request, where with TLS they choose an
 * ALPN name and show certificates: the one that dials says it, and the other one says it back and then its
 * node id, after a byte with the length of that. A node of mökv takes the first byte for a request of a type
 * that it does not know, and closes the connection.
 */
const greeting = Buffer.from(mokvProtocol, 'latin1');

/** Of a client hello. */
const tlsFirstByte = 0x16;

/**
 * Greets the peer that was dialled and waits for its answer, as long as the connection lasts. Undefined when
 * it closed the connection, or answered something else: it knows no greetings.
 */
export async function greet(socket: Socket): Promise<ServerId | undefined> {
  socket.write(greeting);
  const answer = await take(socket, greeting.length + 1);
  const idBytes = answer[greeting.length];
  if (idBytes === undefined || !answer.subarray(0, greeting.length).equals(greeting)) {
    return undefined;
  }
  const id = await take(socket, idBytes);
  return id.length < idBytes ? undefined : id.toString();
}

/** How a peer that has dialled begins. The bytes of a request are still unread then. */
export type Beginning = 'greeting' | 'request' | 'tls' | 'nothing';

/** Tells how a peer begins, and answers its greeting with the id of this node. */
export async function receiveGreeting(socket: Socket, id: ServerId): Promise<Beginning> {
  const first = await take(socket, 1);
  if (first.length === 0) return 'nothing';
  if (first[0] === tlsFirstByte) return 'tls';
  if (first[0] !== greeting[0]) {
    socket.unshift(first);
    return 'request';
  }
  const rest = await take(socket, greeting.length - 1);
  if (!rest.equals(greeting.subarray(1))) return 'nothing';
  const idBytes = Buffer.from(id);
  socket.write(Buffer.concat([greeting, Buffer.of(idBytes.length), idBytes]));
  return 'greeting';
}

/** The next `count` bytes, or fewer when the connection ends. */
function take(socket: Socket, count: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const finish = (bytes: Buffer): void => {
      socket.off('readable', read);
      socket.off('close', closed);
      resolve(bytes);
    };
    const read = (): void => {
      const bytes: Buffer | null = socket.read(count);
      if (bytes !== null) finish(bytes);
      else if (socket.readableEnded) closed();
    };
    const closed = (): void => finish(Buffer.alloc(0));
    socket.on('readable', read);
    socket.once('close', closed);
    if (socket.destroyed) closed();
    else read();
  });
}
