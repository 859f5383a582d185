import type { InstallSnapshot } from '../../src/node/raft/messages.ts';
import { decodeRequest, encodeRequest } from '../../src/node/transport/request-codec.ts';
import { decodeResponse, encodeResponse } from '../../src/node/transport/response-codec.ts';
import { MokvError } from '../../src/shared/errors.ts';
import { Stream } from './stream.ts';
import type { RunningProcess, World } from './world.ts';

const limits = { pieces: 4, timeoutMs: 30_000 } as const;

/**
 * An InstallSnapshot with its file behind it, on a connection of its own that may break between any two
 * pieces. The receiver's core sees the request when the whole file is durable there.
 */
export class SnapshotTransfer {
  readonly #process: RunningProcess;
  readonly #request: InstallSnapshot;
  readonly #world: World;
  readonly #onEnd: () => void;
  #stream: Stream | undefined;
  #receiver: RunningProcess | undefined;
  #header: Buffer | undefined;
  readonly #pieces: Buffer[] = [];
  #isOver = false;

  constructor(process: RunningProcess, request: InstallSnapshot, world: World, onEnd: () => void) {
    this.#process = process;
    this.#request = request;
    this.#world = world;
    this.#onEnd = onEnd;
    const payload = this.#readFile();
    const target = world.machineAt(request.toAddress);
    // Not at once: the caller still sends.
    if (payload === undefined || target === undefined) {
      world.scheduler.soon(() => this.#fail());
      return;
    }
    const ends = { dialer: process.machine, acceptor: target };
    this.#stream = new Stream(ends, world, () => this.#fail());
    world.scheduler.after(limits.timeoutMs, () => this.#fail());
    this.#send(this.#stream, payload);
  }

  /** The process that receives it, once something has arrived. */
  get receiver(): RunningProcess | undefined {
    return this.#receiver;
  }

  endSilence(): void {
    this.#stream?.endSilence();
  }

  interrupt(): void {
    this.#stream?.reset();
  }

  #readFile(): Buffer | undefined {
    try {
      return this.#process.machine.image.readSnapshot(this.#request.snapshot);
    } catch (error) {
      if (!(error instanceof MokvError)) throw error;
      return undefined;
    }
  }

  #send(stream: Stream, payload: Buffer): void {
    stream.send(encodeRequest(this.#request, payload.length), (header) => {
      this.#receiver = stream.acceptor.process;
      this.#header = header;
      if (this.#receiver === undefined) stream.reset();
    });
    const size = Math.ceil(payload.length / limits.pieces);
    for (let offset = 0; offset < payload.length; offset += size) {
      stream.send(payload.subarray(offset, offset + size), (piece) => {
        this.#pieces.push(piece);
        this.#store(stream);
      });
    }
  }

  #store(stream: Stream): void {
    const receiver = this.#receiver;
    if (receiver === undefined || this.#header === undefined) return;
    if (!receiver.isAlive) {
      stream.reset();
      return;
    }
    const { id, address } = receiver.machine;
    const rpcId = receiver.nextInboundId();
    const decoded = this.#decode({ rpcId, id, address });
    if (decoded === undefined) {
      stream.reset();
      return;
    }
    const payload = Buffer.concat(this.#pieces);
    if (payload.length < decoded.bodyBytes) return;
    receiver.run(() => {
      receiver.disk.receiveSnapshot(decoded.message.snapshot, payload, () => {
        receiver.inbound.set(rpcId, (response) => {
          receiver.inbound.delete(rpcId);
          stream.answer(encodeResponse(response), (bytes) => this.#answered(bytes));
        });
        receiver.receive(decoded.message);
      });
    });
  }

  #decode(receiver: Parameters<typeof decodeRequest>[1]) {
    if (this.#header === undefined) return undefined;
    try {
      const decoded = decodeRequest(this.#header, receiver);
      if (decoded.type !== 'accepted' || decoded.message.type !== 'installSnapshot')
        return undefined;
      return { message: decoded.message, bodyBytes: decoded.bodyBytes };
    } catch (error) {
      if (!(error instanceof MokvError)) throw error;
      return undefined;
    }
  }

  #answered(bytes: Buffer): void {
    if (this.#isOver) return;
    try {
      const decoded = decodeResponse(bytes, this.#request);
      if (decoded.type !== 'answered') {
        this.#fail();
        return;
      }
      this.#isOver = true;
      this.#onEnd();
      this.#process.run(() => this.#process.receive(decoded.message));
    } catch (error) {
      if (!(error instanceof MokvError)) throw error;
      this.#fail();
    }
  }

  #fail(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#onEnd();
    this.#world.marks.hit('installInterrupted');
    const { to, rpcId } = this.#request;
    this.#process.run(() => this.#process.replica.rpcFailed(to, rpcId));
  }
}
