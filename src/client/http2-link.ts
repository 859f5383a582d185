import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect as connectHttp2,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { HostPort } from '../shared/host-port.ts';
import type { ClientSecurity } from './credentials.ts';
import { tlsOptions } from './tls-options.ts';

const limits = {
  connectMs: 2000,
  /**
   * What a server may send of one call, and of all on the connection, before it is read: so much is on the way
   * on a long line. With the 64 KiB of HTTP/2 a list across 20 ms comes at 2 MB/s.
   */
  streamWindowBytes: 1024 * 1024,
  connectionWindowBytes: 2 * 1024 * 1024,
  /** A connection on which nothing comes back is given up after the sum of both. */
  keepaliveMs: 10_000,
  keepaliveAnswerMs: 5000,
} as const;

/** How an attempt to connect ended. */
export type Attempt = 'ready' | 'failed' | 'late';

type State =
  | { readonly type: 'idle' }
  | {
      readonly type: 'connecting';
      readonly session: ClientHttp2Session;
      readonly attempt: Promise<Attempt>;
    }
  | {
      readonly type: 'ready';
      readonly session: ClientHttp2Session;
      /** Those that are open: only they keep the process alive. */
      readonly streams: Set<ClientHttp2Stream>;
    }
  | { readonly type: 'closed' };

/**
 * At most one HTTP/2 session with one server, over mutual TLS or, as asked for, in plain text.
 *
 *     idle -> connecting -> ready -> idle      (any) -> closed
 *
 * A session that ends leaves the link idle, and so does the server's GOAWAY: calls under way go on there,
 * and the next one needs another session. Nothing connects by itself.
 */
export class Http2Link {
  readonly #endpoint: HostPort;
  readonly #security: ClientSecurity;
  #state: State = { type: 'idle' };

  constructor(endpoint: HostPort, security: ClientSecurity) {
    this.#endpoint = endpoint;
    this.#security = security;
  }

  get state(): State['type'] {
    return this.#state.type;
  }

  /** Begins an attempt to connect, or joins the one that is under way. */
  connect(): Promise<Attempt> {
    switch (this.#state.type) {
      case 'idle':
        return this.#begin();
      case 'connecting':
        return this.#state.attempt;
      case 'ready':
        return Promise.resolve('ready');
      case 'closed':
        return Promise.resolve('failed');
    }
  }

  /** Undefined when there is no session. */
  open(headers: OutgoingHttpHeaders): ClientHttp2Stream | undefined {
    if (this.#state.type !== 'ready') return undefined;
    const { session, streams } = this.#state;
    const stream = session.request(headers);
    stream.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_HTTP2_OUT_OF_STREAMS') this.#leave(session);
    });
    streams.add(stream);
    if (streams.size === 1) session.ref();
    stream.once('close', () => {
      streams.delete(stream);
      if (streams.size === 0) session.unref();
    });
    return stream;
  }

  /** Streams that are still open end with it as soon as they are told to. */
  close(): void {
    const state = this.#state;
    this.#state = { type: 'closed' };
    if (state.type === 'connecting') state.session.destroy();
    if (state.type === 'ready') state.session.close();
  }

  #begin(): Promise<Attempt> {
    const socket = this.#dial();
    const scheme = this.#security === 'insecure' ? 'http' : 'https';
    const session = connectHttp2(`${scheme}://mokv`, {
      createConnection: () => socket,
      settings: { enablePush: false, initialWindowSize: limits.streamWindowBytes },
      // Node would refuse calls when many answers wait to be read; flow control bounds them already.
      maxSessionMemory: Number.MAX_SAFE_INTEGER,
    });
    const attempt = new Promise<Attempt>((resolve) => {
      const timer = setTimeout(() => {
        resolve('late');
        session.destroy();
      }, limits.connectMs);
      // In TLS 1.3 a server may still refuse a certificate after the handshake; then no settings come.
      session.once('remoteSettings', () => {
        clearTimeout(timer);
        this.#established(session);
        resolve('ready');
      });
      session.once('close', () => {
        clearTimeout(timer);
        this.#leave(session);
        resolve('failed');
      });
    });
    session.once('goaway', () => this.#leave(session));
    // Its close comes after it.
    session.on('error', () => undefined);
    this.#state = { type: 'connecting', session, attempt };
    return attempt;
  }

  #dial(): Socket {
    return this.#security === 'insecure'
      ? connectPlain({ ...this.#endpoint, noDelay: true })
      : connectTls(tlsOptions(this.#endpoint, this.#security));
  }

  #established(session: ClientHttp2Session): void {
    if (this.#state.type !== 'connecting') return;
    const streams = new Set<ClientHttp2Stream>();
    this.#state = { type: 'ready', session, streams };
    session.setLocalWindowSize(limits.connectionWindowBytes);
    session.unref();
    const keepalive = setInterval(() => {
      if (streams.size > 0) probe(session);
    }, limits.keepaliveMs).unref();
    session.once('close', () => clearInterval(keepalive));
  }

  /** No call is to begin there any more. */
  #leave(session: ClientHttp2Session): void {
    const state = this.#state;
    if (state.type === 'idle' || state.type === 'closed' || state.session !== session) return;
    this.#state = { type: 'idle' };
    session.close();
  }
}

/** Ends a session whose server does not answer a ping. */
function probe(session: ClientHttp2Session): void {
  const timer = setTimeout(() => session.destroy(), limits.keepaliveAnswerMs);
  const isSent = session.ping(() => clearTimeout(timer));
  if (!isSent) clearTimeout(timer);
}
