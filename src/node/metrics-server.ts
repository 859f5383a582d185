import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Registry } from 'prom-client';
import { messageOf } from '../shared/errors.ts';
import { listenOn } from '../shared/listen.ts';
import type { Logger } from '../shared/logger.ts';
import type { ReadinessState } from './server/readiness.ts';

const limits = {
  /** For the headers, and for the whole request, of which the headers are all. */
  requestMs: 5000,
  idleMs: 5000,
  connectionsMax: 64,
  headerBytesMax: 8 * 1024,
  requestsPerConnectionMax: 1000,
} as const;

export interface MetricsServerOptions {
  readonly host: string;
  readonly port: number;
  readonly registry: Registry;
  /** Undefined while the node is alive; else one line that says why it is not. */
  readonly failure: () => string | undefined;
  readonly readiness: () => ReadinessState;
  readonly log: Logger;
}

export interface MetricsServer {
  readonly port: number;
  close(): Promise<void>;
}

interface Answer {
  readonly code: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Serves /metrics for Prometheus, /livez (is the process worth keeping) and /readyz (may it get traffic)
 * over plain HTTP. Whoever can connect can read it, so it belongs on a loopback or private address.
 * @throws CONFIG or FILE_PERMISSION when the address cannot be bound.
 */
export async function startMetricsServer(options: MetricsServerOptions): Promise<MetricsServer> {
  const server = createServer(
    {
      headersTimeout: limits.requestMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.requestMs / 5,
      keepAliveTimeout: limits.idleMs,
      maxHeaderSize: limits.headerBytesMax,
    },
    (request, response) => void respond(options, request, response),
  );
  server.maxConnections = limits.connectionsMax;
  server.maxRequestsPerSocket = limits.requestsPerConnectionMax;
  const port = await listenOn(server, options);
  server.on('error', (error) =>
    options.log.warn({ reason: messageOf(error) }, 'connection not accepted'),
  );
  return { port, close: () => close(server) };
}

async function respond(
  options: MetricsServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { code, type, body } = await answerTo(options, request).catch((error: unknown) => {
    options.log.error({ error }, 'metrics could not be collected');
    return plain(500, 'metrics could not be collected');
  });
  response.writeHead(code, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    ...(code === 405 ? { allow: 'GET, HEAD' } : {}),
    // A body that nobody reads would be taken for the next request.
    ...(code === 405 ? { connection: 'close' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function answerTo(
  { registry, failure, readiness }: MetricsServerOptions,
  { method, url }: IncomingMessage,
): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'only GET and HEAD');
  switch (url?.split('?', 1)[0]) {
    case '/metrics':
      return { code: 200, type: registry.contentType, body: await registry.metrics() };
    case '/livez': {
      const reason = failure();
      return reason === undefined ? plain(200, 'ok') : plain(503, reason);
    }
    case '/readyz': {
      const reason = failure();
      if (reason !== undefined) return plain(503, reason);
      const state = readiness();
      return state.type === 'ready' ? plain(200, 'ok') : plain(503, state.reason);
    }
    default:
      return plain(404, 'not found');
  }
}

function plain(code: number, line: string): Answer {
  return { code, type: 'text/plain; charset=utf-8', body: `${line}\n` };
}

async function close(server: Server): Promise<void> {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
}
