import { fileURLToPath } from 'node:url';
import type {
  ControlCommand,
  ControlRequest,
  Happening,
  KeyAnswers,
  KeyOperation,
  MemberState,
  QueryResult,
  Tags,
} from '../interop/serf/control-protocol.ts';
import { ControlledProcess } from './controlled-process.ts';

const program = fileURLToPath(new URL('../interop/serf/mokv-member.ts', import.meta.url));

export interface MemberOptions {
  readonly name: string;
  /** Where gossip listens. */
  readonly address: string;
  readonly tags: Tags;
  /** JSON array of keys in base64; the pool is encrypted. */
  readonly keyFile: string | undefined;
  readonly snapshotFile: string;
}

/** A member of mokv's gossip in a process of its own. */
export class GossipProcess extends ControlledProcess<ControlRequest> {
  readonly address: string;

  constructor({ name, address, tags, keyFile, snapshotFile }: MemberOptions) {
    const args = [
      ...[program, '--name', name, '--addr', address, '--snapshot', snapshotFile],
      ...Object.entries(tags).flatMap(([tag, value]) => ['--tag', `${tag}=${value}`]),
      ...(keyFile === undefined ? [] : ['--key-file', keyFile]),
    ];
    super(name, { command: process.execPath, args });
    this.address = address;
  }

  /** Starts it and waits until it answers; it joins in the background. */
  async start(...seeds: readonly { readonly address: string }[]): Promise<void> {
    this.spawn(seeds.flatMap(({ address }) => ['--join', address]));
    await this.members();
  }

  async members(): Promise<readonly MemberState[]> {
    return (await this.#ask({ command: 'members' })) as MemberState[];
  }

  async happenings(): Promise<readonly Happening[]> {
    return (await this.#ask({ command: 'happenings' })) as Happening[];
  }

  setTags(tags: Tags): Promise<unknown> {
    return this.#ask({ command: 'set-tags', tags });
  }

  userEvent(name: string, payload: string): Promise<unknown> {
    return this.#ask({ command: 'user-event', name, payload });
  }

  async query(name: string, payload: string): Promise<QueryResult> {
    return (await this.#ask({ command: 'query', name, payload })) as QueryResult;
  }

  async keys(operation: KeyOperation, key = ''): Promise<KeyAnswers> {
    return (await this.#ask({ command: 'keys', operation, key })) as KeyAnswers;
  }

  forceLeave(name: string, prune = false): Promise<unknown> {
    return this.#ask({ command: 'force-leave', name, prune });
  }

  /** Leaves for good and ends. */
  async leave(): Promise<void> {
    await this.#ask({ command: 'leave' });
    await this.kill();
  }

  #ask(command: ControlCommand): Promise<unknown> {
    return this.ask(command);
  }
}
