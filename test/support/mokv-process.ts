import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from './free-port.ts';
import { until } from './poll.ts';

const binary = fileURLToPath(new URL('../../dist/mokv.js', import.meta.url));

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  readonly cwd?: string;
}

/** Runs the built binary as a user would, without the environment of whoever runs the test. */
export async function mokv(
  args: readonly string[],
  { env = {}, stdin = '', cwd }: CommandOptions = {},
): Promise<CommandResult> {
  const child = spawn(process.execPath, [binary, ...args], { env: baseEnv(env), cwd });
  child.stdin.on('error', () => {}); // the command may end before it has read everything
  child.stdin.end(stdin);
  const [stdout, stderr, [code]] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout, stderr };
}

export interface NodePorts {
  readonly rpc: number;
  readonly gossip: number;
  readonly metrics: number;
}

/** A `mokv serve` process with its own home directory, which holds its certificates and its data. */
export class NodeProcess {
  readonly home: string;
  readonly ports: NodePorts;
  readonly #flags: readonly string[];
  #child: ChildProcess | undefined;
  #log = '';

  private constructor(home: string, ports: NodePorts, flags: readonly string[]) {
    this.home = home;
    this.ports = ports;
    this.#flags = flags;
  }

  /** A node that is not started yet; without flags it is a single one on embedded defaults. */
  static async create(
    home: string,
    flags: readonly string[] = [],
    ports: Partial<NodePorts> = {},
  ): Promise<NodeProcess> {
    const [rpc, gossip, metrics] = (await freePorts(3)) as [number, number, number];
    return new NodeProcess(home, { rpc, gossip, metrics, ...ports }, flags);
  }

  get endpoint(): string {
    return `127.0.0.1:${this.ports.rpc}`;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Everything that the node wrote to its standard streams so far. */
  get log(): string {
    return this.#log;
  }

  spawn(): ChildProcess {
    const { rpc, gossip, metrics } = this.ports;
    const flags = ['--rpc-port', `${rpc}`, '--bind-addr', `127.0.0.1:${gossip}`];
    const child = spawn(
      process.execPath,
      [binary, 'serve', ...flags, '--metrics-port', `${metrics}`, ...this.#flags],
      { env: baseEnv({ HOME: this.home }), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    child.stdout?.on('data', (chunk: Buffer) => this.#keep(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.#keep(chunk));
    this.#child = child;
    return child;
  }

  /** Starts it and waits until it answers clients. */
  async start(): Promise<void> {
    const child = this.spawn();
    await until(`${this.endpoint} to be ready`, async () => {
      if (child.exitCode !== null) throw new Error(`the node ended: ${this.#log.slice(-4000)}`);
      return (await this.isReady()) || undefined;
    });
  }

  async isReady(): Promise<boolean> {
    try {
      const answer = await fetch(`http://127.0.0.1:${this.ports.metrics}/readyz`);
      await answer.text();
      return answer.ok;
    } catch {
      return false; // nobody listens yet
    }
  }

  /** Ends the process and gives its exit code, null after a signal that killed it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return null;
    const closed = once(child, 'close');
    child.kill(signal);
    const [code] = (await closed) as [number | null];
    return code;
  }

  /** Runs a client command against this node with the certificates in its home. */
  run(args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
    const env = { HOME: this.home, MOKV_ENDPOINTS: this.endpoint, ...options.env };
    return mokv(args, { ...options, env });
  }

  credentials(name: string): Record<string, string> {
    const dir = join(this.home, '.mokv');
    return {
      MOKV_CERT: join(dir, `${name}-client.pem`),
      MOKV_KEY: join(dir, `${name}-client-key.pem`),
    };
  }

  #keep(chunk: Buffer): void {
    this.#log = (this.#log + chunk.toString()).slice(-1_000_000);
  }
}

function baseEnv(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, ...env };
}

async function collect(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('latin1');
}
