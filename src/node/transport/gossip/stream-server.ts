import type { Socket } from 'node:net';
import { MokvError } from '../../../shared/errors.ts';
import type { AckResp, Endpoint, Ping, PushPull, User } from '../../gossip/messages.ts';
import { bytesOfIp } from './ip-address.ts';
import { labelHeader } from './label.ts';
import type { PoolSecurity } from './packet.ts';
import { receiveFrame } from './receive-frame.ts';
import { StreamFramer } from './stream-framer.ts';
import { decodeStream, encodeStream, type StreamMessage } from './stream-message.ts';

export const limits = {
  /** serf-wire §3.2 */
  streamsMax: 128,
  /** From one IP address; several nodes may share one. */
  streamsPerAddressMax: 32,
  /** Held for all streams together before their messages are complete. */
  bufferedBytesMax: 64 * 1024 * 1024,
} as const;

/** Who answers what streams ask. */
export interface StreamReceiver {
  /** The answer, as things were before the request. */
  pushPullReceived(request: PushPull): PushPull;
  /** Undefined: the ping is for somebody else. */
  pingReceived(ping: Ping): AckResp | undefined;
  userReceived(user: User, from: Endpoint): void;
}

export interface StreamServerOptions {
  readonly security: PoolSecurity;
  /** For the whole exchange, from the connection to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly receiver: StreamReceiver;
  onRefused(remote: string, reason: string): void;
  onBroken(remote: string, reason: string): void;
}

/** Serves one exchange on each accepted connection (serf-wire §3.2). */
export class StreamServer {
  readonly #options: StreamServerOptions;
  /** Open streams and the address they come from. */
  readonly #open = new Map<Socket, string>();
  readonly #buffered = new Map<Socket, number>();
  /** One large state at a time is decompressed and decoded. */
  #decoding: Promise<unknown> = Promise.resolve();

  constructor(options: StreamServerOptions) {
    this.#options = options;
  }

  get openStreams(): number {
    return this.#open.size;
  }

  accept(socket: Socket): void {
    const address = `${socket.remoteAddress}`;
    const remote = `${address}:${socket.remotePort}`;
    const refusal = this.#overload(address);
    if (refusal !== undefined) {
      socket.on('error', () => undefined).destroy();
      this.#options.onRefused(remote, refusal);
      return;
    }
    this.#open.set(socket, address);
    const deadline = setTimeout(
      () => socket.destroy(new Error('it took too long')),
      this.#options.timeoutMs,
    );
    socket.once('close', () => {
      clearTimeout(deadline);
      this.#open.delete(socket);
      this.#buffered.delete(socket);
    });
    void this.#serve(socket, remote);
  }

  close(): void {
    for (const socket of this.#open.keys()) socket.destroy();
  }

  #overload(address: string): string | undefined {
    const addresses = [...this.#open.values()];
    if (addresses.length >= limits.streamsMax) return 'too many streams';
    const own = addresses.filter((other) => other === address).length;
    return own < limits.streamsPerAddressMax ? undefined : 'too many streams from one address';
  }

  async #serve(socket: Socket, remote: string): Promise<void> {
    try {
      const message = await this.#receive(socket);
      this.#answer(socket, message, remote);
    } catch (error) {
      if (!(error instanceof MokvError)) throw error;
      if (error.code === 'CORRUPT' && socket.writable) this.#answerError(socket, error);
      else socket.destroy();
      this.#options.onBroken(remote, error.message);
    }
  }

  async #receive(socket: Socket): Promise<StreamMessage> {
    const { security } = this.#options;
    const framer = new StreamFramer({
      labelHeader: labelHeader(security.label),
      isSealed: security.keyring !== undefined,
    });
    const frame = await receiveFrame(socket, framer, (bytes) => this.#account(socket, bytes));
    this.#account(socket, frame.length);
    const decoded = this.#decoding.then(() => decodeStream(frame, security));
    this.#decoding = decoded.catch(() => undefined);
    return await decoded;
  }

  #account(socket: Socket, bytes: number): void {
    this.#buffered.set(socket, bytes);
    let total = 0;
    for (const one of this.#buffered.values()) total += one;
    if (total > limits.bufferedBytesMax) {
      throw new MokvError('RESOURCE_EXHAUSTED', 'all streams together hold too much');
    }
  }

  #answer(socket: Socket, message: StreamMessage, remote: string): void {
    const { security, receiver } = this.#options;
    switch (message.type) {
      case 'pushPull':
        socket.end(encodeStream(receiver.pushPullReceived(message), security, 'answer'));
        return;
      case 'ping': {
        const ack = receiver.pingReceived(message);
        if (ack === undefined) socket.destroy();
        else socket.end(encodeStream(ack, security, 'answer'));
        return;
      }
      case 'user': {
        const address = bytesOfIp(`${socket.remoteAddress}`);
        const port = socket.remotePort ?? 0;
        if (address !== undefined) receiver.userReceived(message, { address, port });
        socket.end();
        return;
      }
      case 'ackResp':
      case 'errResp':
        socket.destroy();
        this.#options.onBroken(remote, `a stream that begins with ${message.type}`);
    }
  }

  /** With our key, which a peer that lost it cannot read: then it sees a failed decryption (pitfall 16). */
  #answerError(socket: Socket, { message: error }: MokvError): void {
    socket.end(encodeStream({ type: 'errResp', error }, this.#options.security, 'answer'));
  }
}
