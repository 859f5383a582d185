import { homedir, hostname } from 'node:os';
import packageJson from '../../package.json' with { type: 'json' };
import type { HostPort } from '../shared/host-port.ts';
import { checkTlsFiles } from './config/check-tls-files.ts';
import { configurationTexts } from './config/effective-config.ts';
import { loadConfig } from './config/load-config.ts';
import { provision } from './config/provision.ts';
import { createLogger } from './logger.ts';
import { startNode as startConfiguredNode } from './start-node.ts';

export interface EmbeddedNodeOptions {
  /**
   * As the flags of `mokv serve` and the keys of its file, e.g. `{ 'rpc-port': '8400' }`. The environment
   * of the process is not read.
   */
  readonly config: Readonly<Record<string, string | boolean>>;
  /** What `~` stands for in the defaults; by default that of the user. */
  readonly home?: string | undefined;
  /** Takes the log; by default that of standard error. */
  readonly logFileDescriptor?: number | undefined;
  /** The node cannot go on, and serves nothing any more: stop it. */
  onFailure(error: unknown): void;
  /** It has left the cluster because somebody asked it to: stop it. */
  onLeft?(): void;
}

export interface EmbeddedNode extends AsyncDisposable {
  /** Where clients reach it. */
  readonly address: HostPort;
  /** Lets calls end, then closes everything. The process may go on. */
  stop(): Promise<void>;
}

/**
 * Runs a node inside this process, as `mokv serve` does. Rejects with USAGE or CONFIG for what is wrong in
 * its configuration, and with what kept it from starting.
 */
export async function startNode({
  config: flags,
  home = homedir(),
  logFileDescriptor = 2,
  onFailure,
  onLeft = () => undefined,
}: EmbeddedNodeOptions): Promise<EmbeddedNode> {
  const loaded = await loadConfig({
    flags,
    env: {},
    home,
    cwd: process.cwd(),
    hostname: hostname(),
  });
  const { config, sources } = loaded;
  const logger = createLogger(config, { fileDescriptor: logFileDescriptor, isTerminal: false });
  try {
    await provision(loaded, new Date());
    for (const warning of await checkTlsFiles(config, new Date())) {
      logger.log.warn({ warning }, 'TLS');
    }
    const node = await startConfiguredNode({
      config,
      configuration: configurationTexts(loaded),
      logger,
      version: packageJson.version,
      mustFound: config.bootstrap && sources.bootstrap.type === 'flag',
      onFailure,
      onLeft,
    });
    const stop = async (): Promise<void> => {
      await node.stop();
      logger.close();
    };
    return { address: config.rpcAddress, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    logger.close();
    throw error;
  }
}
