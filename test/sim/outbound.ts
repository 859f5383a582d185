import type { RaftRequest } from '../../src/node/raft/messages.ts';
import { ReconnectDelay } from '../../src/node/transport/reconnect-delay.ts';
import { encodeRequest } from '../../src/node/transport/request-codec.ts';
import { decodeResponse } from '../../src/node/transport/response-codec.ts';
import { ResponseParser } from '../../src/node/transport/rpc-parser.ts';
import { MokvError } from '../../src/shared/errors.ts';
import { Inbound } from './inbound.ts';
import { mayReplay } from './replay.ts';
import { Stream } from './stream.ts';
import type { RunningProcess, SimMachine, World } from './world.ts';

interface Pending {
  readonly request: RaftRequest;
  readonly deadline: number;
}

interface Open {
  readonly stream: Stream;
  readonly inbound: Inbound;
  readonly parser: ResponseParser;
}

/**
 * One pipelined connection of a process to an address, as src/node/transport/peer-connection.ts: it
 * dials when there is something to send, and whatever breaks it fails all its requests.
 */
export class Outbound {
  readonly #process: RunningProcess;
  readonly #world: World;
  readonly #delay: ReconnectDelay;
  readonly #pending: Pending[] = [];
  #open: Open | undefined;
  #timerIsSet = false;

  constructor(process: RunningProcess, world: World) {
    this.#process = process;
    this.#world = world;
    this.#delay = new ReconnectDelay(world.dice.net.random);
  }

  send(request: RaftRequest): void {
    const bytes = encodeRequest(request);
    const { now } = this.#world.scheduler;
    const target = this.#world.machineAt(request.toAddress);
    if (target === undefined || (this.#open === undefined && !this.#delay.isOver(now))) {
      this.#failLater(request);
      return;
    }
    this.#open ??= this.#dial(target);
    if (this.#pending.length > 0) this.#world.marks.hit('pipelinedTwoRequests');
    this.#pending.push({ request, deadline: now + this.#world.profile.settings.rpcTimeoutMs });
    this.#setTimer();
    const { stream, inbound } = this.#open;
    stream.send(bytes, (arrived) => inbound.receive(arrived));
    mayReplay(request, bytes, this.#world);
  }

  #dial(target: SimMachine): Open {
    const ends = { dialer: this.#process.machine, acceptor: target };
    const stream = new Stream(ends, this.#world, () => {
      this.#process.run(() => {
        if (this.#open?.stream === stream) this.#fail();
      });
    });
    const parser = new ResponseParser();
    const inbound = new Inbound(stream, this.#world, (bytes) => {
      stream.answer(bytes, (arrived) => {
        this.#process.run(() => {
          if (this.#open?.stream === stream) this.#receive(parser, arrived);
        });
      });
    });
    this.#world.network.opened(inbound);
    return { stream, inbound, parser };
  }

  #receive(parser: ResponseParser, bytes: Buffer): void {
    try {
      parser.push(bytes);
      for (let frame = parser.next(); frame !== undefined; frame = parser.next()) {
        const head = this.#pending.shift();
        if (head === undefined) throw new MokvError('INVALID_ARGUMENT', 'an answer to no request');
        const decoded = decodeResponse(frame, head.request);
        this.#delay.reset();
        if (decoded.type === 'answered') this.#process.receive(decoded.message);
        else this.#process.replica.rpcFailed(head.request.to, head.request.rpcId);
      }
    } catch (error) {
      if (!(error instanceof MokvError)) throw error;
      this.#fail();
    }
  }

  #fail(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open !== undefined) {
      open.inbound.dialerGone();
      this.#world.network.closed(open.inbound);
    }
    const lost = this.#pending.splice(0);
    if (lost.length > 0) this.#delay.extend(this.#world.scheduler.now);
    for (const { request } of lost) this.#process.replica.rpcFailed(request.to, request.rpcId);
  }

  #failLater(request: RaftRequest): void {
    this.#world.scheduler.soon(() => {
      this.#process.run(() => this.#process.replica.rpcFailed(request.to, request.rpcId));
    });
  }

  #setTimer(): void {
    const head = this.#pending[0];
    if (this.#timerIsSet || head === undefined) return;
    this.#timerIsSet = true;
    const { scheduler } = this.#world;
    scheduler.after(head.deadline - scheduler.now, () => {
      this.#process.run(() => {
        this.#timerIsSet = false;
        const oldest = this.#pending[0];
        if (oldest !== undefined && oldest.deadline <= scheduler.now) this.#fail();
        this.#setTimer();
      });
    });
  }
}
