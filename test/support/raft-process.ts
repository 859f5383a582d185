import type {
  Contents,
  ControlCommand,
  ControlRequest,
  NodeState,
} from '../interop/raft/control-protocol.ts';
import { ControlledProcess } from './controlled-process.ts';
import { until } from './poll.ts';
import type { Program } from './program-process.ts';

/** Whom a change of the membership or of leadership is about. */
export interface Peer {
  readonly id: string;
  readonly address: string;
}

/** A Raft node in a process of its own, steered over its standard streams (control-protocol.ts). */
export class RaftProcess extends ControlledProcess<ControlRequest> implements Peer {
  readonly address: string;

  constructor(id: string, address: string, program: Program) {
    super(id, program);
    this.address = address;
  }

  /** Starts it and waits until it answers. */
  async start(...flags: readonly string[]): Promise<void> {
    this.spawn(flags);
    await this.state();
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
    return this.ask({ ...parameters, command });
  }
}
