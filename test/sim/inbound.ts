import { AnswerQueue } from '../../src/node/transport/answer-queue.ts';
import { decodeRequest } from '../../src/node/transport/request-codec.ts';
import { encodeResponse } from '../../src/node/transport/response-codec.ts';
import { RequestParser } from '../../src/node/transport/rpc-parser.ts';
import { MokvError } from '../../src/shared/errors.ts';
import type { Stream } from './stream.ts';
import type { Connection, RunningProcess, SimMachine, World } from './world.ts';

/**
 * The accepting end of a stream: the process that is up when the first bytes arrive serves it until it
 * dies. Requests are handled as they come and answered in their order.
 */
export class Inbound implements Connection {
  readonly #stream: Stream;
  readonly #world: World;
  readonly #transmit: (bytes: Buffer) => void;
  readonly #parser = new RequestParser();
  readonly #answers = new AnswerQueue();
  #process: RunningProcess | undefined;
  #hasDialer = true;

  constructor(stream: Stream, world: World, transmit: (bytes: Buffer) => void) {
    this.#stream = stream;
    this.#world = world;
    this.#transmit = transmit;
  }

  get process(): RunningProcess | undefined {
    return this.#process;
  }

  get dialer(): SimMachine {
    return this.#stream.dialer;
  }

  get acceptor(): SimMachine {
    return this.#stream.acceptor;
  }

  reset(): void {
    this.#stream.reset();
  }

  endSilence(): void {
    this.#stream.endSilence();
  }

  /** The acceptor learns of it as of everything else: behind the bytes before it, when the link lets it. */
  dialerGone(): void {
    this.#hasDialer = false;
    this.#stream.tellAcceptor(() => this.#disconnected());
  }

  #disconnected(): void {
    const process = this.#process;
    if (process === undefined || this.#world.network.connects(this.dialer, process)) return;
    this.#world.marks.hit('leaderDisconnected');
    process.run(() => process.replica.peerDisconnected(this.dialer.id));
  }

  receive(bytes: Buffer): void {
    this.#process ??= this.#stream.acceptor.process;
    const process = this.#process;
    if (process === undefined) {
      this.#world.marks.hit('connectionRefusedWhileDown');
      this.#stream.reset();
    } else process.run(() => this.#handle(process, bytes));
  }

  #handle(process: RunningProcess, bytes: Buffer): void {
    try {
      this.#parser.push(bytes);
      for (let frame = this.#parser.next(); frame !== undefined; frame = this.#parser.next()) {
        this.#accept(process, frame);
      }
    } catch (error) {
      if (!(error instanceof MokvError)) throw error;
      this.#stream.reset();
    }
  }

  #accept(process: RunningProcess, frame: Buffer): void {
    const { id, address } = process.machine;
    const rpcId = process.nextInboundId();
    const decoded = decodeRequest(frame, { rpcId, id, address });
    if (decoded.type !== 'accepted') throw new MokvError('INVALID_ARGUMENT', decoded.reason);
    this.#answers.open(rpcId);
    process.inbound.set(rpcId, (response) => {
      process.inbound.delete(rpcId);
      for (const ready of this.#answers.settle(rpcId, encodeResponse(response))) {
        if (this.#hasDialer) this.#transmit(ready);
      }
    });
    process.receive(decoded.message);
  }
}
