import { X509Certificate } from 'node:crypto';
import { promises } from 'node:fs';
import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';
import type { NodeConfig } from './config/node-config.ts';
import { logLevels, type NodeLogger } from './logger.ts';
import type { Membership } from './membership.ts';
import { votersOf } from './raft/configuration.ts';
import type { Replica } from './replica/replica.ts';
import type { AdministrationPort, NodeFacts } from './server/administration-port.ts';
import type { Journal } from './server/journal.ts';
import type { Readiness } from './server/readiness.ts';

const limits = { drainPollMs: 250 } as const;

export interface AdministrationOptions {
  readonly config: NodeConfig;
  /** What each configuration key came to, without secrets. */
  readonly configuration: Readonly<Record<string, string>>;
  readonly logger: NodeLogger;
  readonly journal: Journal;
  readonly replica: Replica;
  readonly membership: Membership;
  readonly readiness: Readiness;
  /** Each reads something again; rejects and keeps what it has. */
  readonly reloads: readonly (() => Promise<void>)[];
}

/** What an operator may have this node do. */
export class Administration implements AdministrationPort {
  readonly #options: AdministrationOptions;
  readonly #timer: NodeJS.Timeout;
  #handsOver = false;

  constructor(options: AdministrationOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#staysDrained(), limits.drainPollMs).unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  get isDrained(): boolean {
    return this.#options.readiness.isDrained;
  }

  get logLevel(): string {
    return this.#options.logger.level;
  }

  async drain(drained: boolean): Promise<void> {
    const { config, journal, readiness } = this.#options;
    if (drained && this.#leadsOthers()) await this.#handOver();
    readiness.drain(drained);
    const text = `${config.nodeName} is ${drained ? 'drained' : 'no longer drained'}`;
    journal.record({ type: 'drain', text });
  }

  compact(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#options.replica.takeSnapshot((error, index) => {
        if (index === undefined) reject(error);
        else resolve(index);
      });
    });
  }

  async reload(): Promise<void> {
    for (const reload of this.#options.reloads) await reload();
    this.#options.journal.record({
      type: 'reload',
      text: 'certificates and access control files reloaded',
    });
  }

  setLogLevel(level: string): void {
    const known = logLevels.find((candidate) => candidate === level);
    if (known === undefined) {
      throw new MokvError('INVALID_ARGUMENT', `there is no log level ${quoted(level)}`, {
        hint: `one of ${logLevels.join(', ')}`,
      });
    }
    this.#options.logger.level = known;
  }

  async facts(): Promise<NodeFacts> {
    const { config, configuration } = this.#options;
    if (config.security === undefined) return { configuration, certificates: [] };
    const { serverTls, peerTls } = config.security;
    const files = [
      ['server', serverTls.certFile],
      ['peer', peerTls.certFile],
      ['ca', serverTls.caFile],
    ] as const;
    const certificates = await Promise.all(
      files.map(async ([use, file]) => {
        const { subject, validTo } = new X509Certificate(await promises.readFile(file));
        return { use, subject: subject.replaceAll('\n', ', '), expiryMs: Date.parse(validTo) };
      }),
    );
    return { configuration, certificates };
  }

  logLines(count: number): readonly string[] {
    return this.#options.logger.lines(count);
  }

  /** Votes make leaders, whether they are drained or not: it hands on what it should not have. */
  async #staysDrained(): Promise<void> {
    if (this.#handsOver || !this.isDrained || !this.#leadsOthers()) return;
    this.#handsOver = true;
    // Refused while a transfer is under way or nobody could take over; the next poll tries again.
    await this.#handOver().catch(() => undefined);
    this.#handsOver = false;
  }

  async #handOver(): Promise<void> {
    await this.#options.membership.transferLeadership(undefined);
  }

  #leadsOthers(): boolean {
    const { role, configuration } = this.#options.replica.status();
    return role === 'leader' && votersOf(configuration).length > 1;
  }
}
