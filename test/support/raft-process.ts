import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type {
  Contents,
  ControlCommand,
  ControlRequest,
  ControlResponse,
  NodeState,
} from '../interop/raft/control-protocol.ts';
import { until } from './poll.ts';

const limits = {
  /** Of the newest output of a process, to find things in it and to show it when a test fails. */
  logChars: 1_000_000,
} as const;

export interface RaftProgram {
  readonly command: string;
  readonly args: readonly string[];
}

/** Whom a change of the membership or of leadership is about. */
export interface Peer {
  readonly id: string;
  readonly address: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly waiting: Map<number, PromiseWithResolvers<unknown>>;
}

/** A Raft node in a process of its own, steered over its standard streams (control-protocol.ts). */
export class RaftProcess implements Peer {
  readonly id: string;
  readonly address: string;
  readonly #program: RaftProgram;
  #running: Running | undefined;
  #isPaused = false;
  #lastRequest = 0;
  #log = '';

  constructor(id: string, address: string, program: RaftProgram) {
    this.id = id;
    this.address = address;
    this.#program = program;
  }

  /** Whether it runs and is not paused. */
  get isRunning(): boolean {
    return this.#running !== undefined && !this.#isPaused;
  }

  /** What the process wrote to stderr since its last start. */
  get log(): string {
    return this.#log;
  }

  /** Starts it and waits until it answers. */
  async start(...flags: readonly string[]): Promise<void> {
    const { command, args } = this.#program;
    const child = spawn(command, [...args, ...flags], { stdio: 'pipe' });
    const running: Running = { child, waiting: new Map() };
    this.#running = running;
    this.#log = '';
    child.stderr.on('data', (chunk: Buffer) => {
      this.#log = (this.#log + chunk.toString()).slice(-limits.logChars);
    });
    child.stdin.on('error', () => {}); // its end shows in 'close'
    createInterface(child.stdout).on('line', (line) => settle(running, JSON.parse(line)));
    child.once('close', (code, signal) => {
      if (this.#running === running) this.#running = undefined;
      for (const { reject } of running.waiting.values()) {
        reject(new Error(`${this.id} ended with ${code ?? signal}: ${this.#log.slice(-2000)}`));
      }
    });
    await this.state();
  }

  /** Stops it in the middle of whatever it does, until it is resumed. */
  pause(): void {
    this.#isPaused = true;
    this.#running?.child.kill('SIGSTOP');
  }

  resume(): void {
    this.#isPaused = false;
    this.#running?.child.kill('SIGCONT');
  }

  /** kill -9. */
  async kill(): Promise<void> {
    const running = this.#running;
    if (running === undefined) return;
    this.#running = undefined;
    this.#isPaused = false;
    const closed = once(running.child, 'close');
    running.child.kill('SIGKILL');
    await closed;
  }

  set(key: string, value: Uint8Array): Promise<unknown> {
    return this.#ask('set', { key, value: Buffer.from(value).toString('base64') });
  }

  delete(key: string): Promise<unknown> {
    return this.#ask('delete', { key });
  }

  async dump(): Promise<Contents> {
    return (await this.#ask('dump', {})) as Contents;
  }

  async state(): Promise<NodeState> {
    return (await this.#ask('state', {})) as NodeState;
  }

  addVoter({ id, address }: Peer): Promise<unknown> {
    return this.#ask('add-voter', { server: id, address });
  }

  addNonvoter({ id, address }: Peer): Promise<unknown> {
    return this.#ask('add-nonvoter', { server: id, address });
  }

  demote({ id }: Peer): Promise<unknown> {
    return this.#ask('demote', { server: id });
  }

  remove({ id }: Peer): Promise<unknown> {
    return this.#ask('remove', { server: id });
  }

  /** Hands its leadership to the target; resolves once it is rid of it. */
  transferTo({ id, address }: Peer): Promise<unknown> {
    return this.#ask('transfer', { server: id, address });
  }

  /** The state, once it fulfils the condition. */
  until(what: string, holds: (state: NodeState) => boolean): Promise<NodeState> {
    return until(`${this.id} ${what}`, async () => {
      const state = await this.state();
      return holds(state) ? state : undefined;
    });
  }

  #ask(command: ControlCommand, parameters: Partial<ControlRequest>): Promise<unknown> {
    const running = this.#running;
    if (running === undefined) return Promise.reject(new Error(`${this.id} does not run`));
    this.#lastRequest += 1;
    const request: ControlRequest = { ...parameters, id: this.#lastRequest, command };
    const answer = Promise.withResolvers<unknown>();
    running.waiting.set(request.id, answer);
    running.child.stdin?.write(`${JSON.stringify(request)}\n`);
    return answer.promise;
  }
}

function settle({ waiting }: Running, { id, result, error }: ControlResponse): void {
  const answer = waiting.get(id);
  waiting.delete(id);
  if (error === undefined) answer?.resolve(result);
  else answer?.reject(new Error(error));
}
