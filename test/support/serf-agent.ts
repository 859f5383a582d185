import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { MemberState, QueryResult, Tags } from '../interop/serf/control-protocol.ts';
import type { MemberOptions } from './gossip-process.ts';
import { until } from './poll.ts';
import { ProgramProcess } from './program-process.ts';

const run = promisify(execFile);

export interface AgentOptions extends MemberOptions {
  /** The command `serf` of some version. */
  readonly program: string;
  readonly rpcAddress: string;
  /** Where its event handler appends `NAME PAYLOAD` for each user event. */
  readonly eventFile: string;
}

/** A real Serf agent and the commands that steer it. It answers the query `echo` with its payload. */
export class SerfAgent extends ProgramProcess {
  readonly id: string;
  readonly address: string;
  readonly eventFile: string;
  readonly #program: string;
  readonly #rpc: readonly string[];
  readonly #earlierTroubles: string[] = [];

  constructor(options: AgentOptions) {
    const { program, name, address, rpcAddress, tags, keyFile, snapshotFile } = options;
    const args = [
      ...['agent', '-node', name, '-bind', address, '-rpc-addr', rpcAddress],
      ...['-snapshot', snapshotFile, '-log-level', 'debug'],
      ...[
        '-event-handler',
        'query:echo=printf %s "$(cat)"',
        '-event-handler',
        eventHandler(options),
      ],
      ...Object.entries(tags).flatMap(([tag, value]) => ['-tag', `${tag}=${value}`]),
      ...(keyFile === undefined ? [] : ['-keyring-file', keyFile]),
    ];
    super({ command: program, args });
    this.id = name;
    this.address = address;
    this.eventFile = options.eventFile;
    this.#program = program;
    this.#rpc = ['-rpc-addr', rpcAddress];
  }

  /** Starts it and waits until it takes commands. It ends when it cannot join. */
  async start(...seeds: readonly { readonly address: string }[]): Promise<void> {
    this.#earlierTroubles.push(...troublesIn(this.log));
    const child = this.spawn(seeds.flatMap(({ address }) => ['-join', address]));
    child.stdout?.on('data', (chunk: Buffer) => this.keep(chunk));
    await until(`the agent ${this.id} to run`, async () => {
      if (!this.isRunning) throw new Error(`the agent ${this.id} ended: ${this.log}`);
      return this.members().catch(() => undefined);
    });
  }

  async members(): Promise<readonly MemberState[]> {
    const { members } = JSON.parse(await this.serf('members', '-format', 'json')) as Members;
    return members.map(({ name, addr, status, tags }) => ({ name, address: addr, status, tags }));
  }

  setTags(tags: Tags): Promise<string> {
    const flags = Object.entries(tags).flatMap(([tag, value]) => ['-set', `${tag}=${value}`]);
    return this.serf('tags', ...flags);
  }

  userEvent(name: string, payload: string): Promise<string> {
    return this.serf('event', '-coalesce=false', name, payload);
  }

  async query(name: string, payload: string): Promise<QueryResult> {
    const answer = JSON.parse(await this.serf('query', '-format', 'json', name, payload)) as Answer;
    return { acks: [...answer.Acks].sort(), responses: answer.Responses };
  }

  /** Makes it leave for good; the agent ends. */
  async leave(): Promise<void> {
    await this.serf('leave');
    await until(`the agent ${this.id} to end`, () => !this.isRunning || undefined);
  }

  /** Runs a command against the agent and gives its output; rejects when the command fails. */
  async serf(command: string, ...args: readonly string[]): Promise<string> {
    const { stdout } = await run(this.#program, [command, ...this.#rpc, ...args]);
    return stdout;
  }

  /** The warnings and errors in its log, without their times, since it was started the first time. */
  get troubles(): readonly string[] {
    return [...this.#earlierTroubles, ...troublesIn(this.log)];
  }
}

interface Members {
  readonly members: readonly (Omit<MemberState, 'address'> & { readonly addr: string })[];
}

interface Answer {
  readonly Acks: readonly string[];
  readonly Responses: Tags;
}

function eventHandler({ eventFile }: AgentOptions): string {
  return `user=(printf '%s ' "$SERF_USER_EVENT"; cat) >> ${eventFile}`;
}

/** What it says about its commands is not about the pool. */
const trouble = /\[(?:WARN|ERR)\] (?!agent\.ipc:).*/;

function troublesIn(log: string): readonly string[] {
  return log.split('\n').flatMap((line) => trouble.exec(line)?.[0] ?? []);
}
