import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kvService } from '../../../src/api/services.ts';
import { configFileOf, prepareDevCluster } from '../../../src/cli/dev-layout.ts';
import { connect, type KvClient } from '../../../src/client/index.ts';
import { until } from '../../support/poll.ts';
import { RawClient } from '../../support/raw-client.ts';
import { clientFilesIn } from '../systems/client-files.ts';
import { mokvBinary } from '../systems/mokv-system.ts';
import type { NodeReading, Question } from './probe.ts';

const limits = {
  /** Millions of keys take their time to load. */
  readyMs: 300_000,
  getMs: 2000,
} as const;

const probe = fileURLToPath(new URL('./probe.ts', import.meta.url));

/** One node of the built binary with default settings and the probe in it. */
export class MeasuredNode {
  readonly #directory: string;
  readonly #config: string;
  readonly #port: number;
  #child: ChildProcess | undefined;

  private constructor(directory: string, config: string, port: number) {
    this.#directory = directory;
    this.#config = config;
    this.#port = port;
  }

  /** It is not started yet. */
  static async create(directory: string): Promise<MeasuredNode> {
    // Where RawClient expects the certificates.
    const home = join(directory, '.mokv');
    const [node] = await prepareDevCluster({ directory: home, count: 1, basePort: undefined });
    if (node === undefined) throw new Error('a cluster of one node has one');
    return new MeasuredNode(directory, configFileOf(home, node.name), node.rpcPort);
  }

  /** @returns how long it took until a linearizable read was answered, in milliseconds. */
  async start(): Promise<number> {
    const startedMs = performance.now();
    const log = openSync(this.#logFile, 'a');
    const args = ['--expose-gc', '--import', probe, mokvBinary, 'serve'];
    this.#child = spawn(process.execPath, [...args, '--config-file', this.#config], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    await until('the node to listen', () => this.#listens(), limits.readyMs);
    const client = new RawClient(`127.0.0.1:${this.#port}`, this.#directory);
    try {
      await until('a linearizable read', () => readable(client), limits.readyMs);
    } finally {
      client.close();
    }
    return performance.now() - startedMs;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
  }

  client(): Promise<KvClient> {
    const files = clientFilesIn(join(this.#directory, '.mokv'));
    return connect(`127.0.0.1:${this.#port}`, files);
  }

  async ask(question: Question): Promise<NodeReading> {
    this.#assertRunning();
    const child = this.#child;
    if (child === undefined) throw new Error('the node was not started');
    const ended = once(child, 'close').then(() => this.#assertRunning());
    child.send(question);
    const [reading] = await Promise.race([once(child, 'message'), ended.then(() => [])]);
    return reading as NodeReading;
  }

  #assertRunning(): void {
    const { exitCode, signalCode } = this.#child ?? {};
    if (exitCode === null && signalCode === null) return;
    throw new Error(`the node ended: ${readFileSync(this.#logFile, 'utf8').slice(-2000)}`);
  }

  get #logFile(): string {
    return join(this.#directory, 'node.log');
  }

  #listens(): Promise<true | undefined> {
    this.#assertRunning();
    const socket = connectSocket(this.#port, '127.0.0.1');
    return new Promise((resolve) => {
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(undefined));
    });
  }
}

/** Whether the key that every measured store has can be read; undefined while the node cannot serve. */
async function readable(client: RawClient): Promise<true | undefined> {
  const answer = client.unary(kvService.get, { key: 'size' }, limits.getMs);
  return await answer.then(
    () => true,
    (error: { readonly code?: number }) => (error.code === notFound ? true : undefined),
  );
}

const notFound = 5;
