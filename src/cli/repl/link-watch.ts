import type { mokv } from '../../api/gen/messages.js';
import type { ClusterClient } from '../../client/cluster-client.ts';
import type { CallLimits } from '../../client/connection.ts';
import { parseEndpoint } from '../../client/endpoint.ts';
import { MokvError } from '../../shared/errors.ts';
import { withClient } from '../connection-options.ts';
import { type Link, linkTo } from './prompt.ts';
import type { Session } from './session.ts';

const limits = { pollMs: 2000, statusMs: 1500, endpointMs: 600 } as const;

type WatchedSession = Pick<Session, 'context' | 'connection'>;

/** Asks the server now and then who it is and whether it knows a leader. */
export class LinkWatch {
  readonly #session: WatchedSession;
  readonly #onChange: (now: Link, before: Link) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #closed = new AbortController();
  #link: Link = { type: 'unknown' };
  /** Which of the endpoints answered last. */
  #endpoint = 0;
  #isAsking = false;

  constructor(session: WatchedSession, onChange: (now: Link, before: Link) => void) {
    this.#session = session;
    this.#onChange = onChange;
    this.#timer = setInterval(() => void this.refresh(), limits.pollMs);
  }

  get link(): Link {
    return this.#link;
  }

  /** Resolves when the answer is there, or does not come. */
  async refresh(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    const link = await this.#ask();
    this.#isAsking = false;
    const before = this.#link;
    this.#link = link;
    if (this.#closed.signal.aborted) return;
    if (JSON.stringify(link) !== JSON.stringify(before)) this.#onChange(link, before);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#closed.abort();
  }

  async #ask(): Promise<Link> {
    const context = { ...this.#session.context, signal: this.#closed.signal };
    try {
      const status = await withClient(context, { timeout: limits.statusMs }, (client, call) =>
        this.#statusOf(client.cluster, call),
      );
      return linkTo(status);
    } catch (error) {
      if (!(error instanceof MokvError)) throw error;
      const mayNotAsk = error.code === 'PERMISSION_DENIED' || error.code === 'UNIMPLEMENTED';
      return { type: mayNotAsk ? 'unknown' : 'lost' };
    }
  }

  /** Of the same server as before while it answers, then of the next endpoint, then of any server that is known. */
  async #statusOf(cluster: ClusterClient, call: CallLimits): Promise<mokv.v1.StatusResponse> {
    const endpoints = this.#session.connection.endpoints.value.map(parseEndpoint);
    for (let turn = 0; turn < endpoints.length; turn += 1) {
      const at = endpoints[this.#endpoint % endpoints.length];
      const deadline = Math.min(call.deadline, Date.now() + limits.endpointMs);
      try {
        return await cluster.status({ ...call, deadline, at });
      } catch (error) {
        if (!(error instanceof MokvError) || error.code === 'PERMISSION_DENIED') throw error;
        this.#endpoint += 1;
      }
    }
    return cluster.status(call);
  }
}
