import { type Client, type ServiceError, status } from '@grpc/grpc-js';
import type { Method } from '../../src/api/services.ts';
import { until } from './poll.ts';

type Code = keyof typeof status;

/** A streaming call that is read as it goes. */
export interface OpenStream<RequestShape, Response> {
  /** What has come so far. */
  readonly messages: Response[];
  write(request: RequestShape): void;
  /** No more requests. */
  end(): void;
  cancel(): void;
  pause(): void;
  resume(): void;
  /** How the server ended the call. */
  readonly ended: Promise<{ readonly code: Code; readonly error: ServiceError | undefined }>;
}

/** Opens a call that streams both ways, or answers one request with a stream. */
export function openStream<RequestShape, Request, ResponseShape, Response>(
  client: Client,
  method: Method<RequestShape, Request, ResponseShape, Response>,
  first?: RequestShape,
): OpenStream<RequestShape, Response> {
  const { path, requestSerialize, responseDeserialize } = method;
  const messages: Response[] = [];
  const stream = client.makeBidiStreamRequest(path, requestSerialize, responseDeserialize);
  stream.on('data', (message: Response) => messages.push(message));
  const ended = new Promise<{ code: Code; error: ServiceError | undefined }>((resolve) => {
    stream.on('error', (error: ServiceError) =>
      resolve({ code: status[error.code] as Code, error }),
    );
    stream.on('end', () => resolve({ code: 'OK', error: undefined }));
  });
  if (first !== undefined) stream.end(first);
  return {
    messages,
    write: (request) => void stream.write(request),
    end: () => void stream.end(),
    cancel: () => stream.cancel(),
    pause: () => void stream.pause(),
    resume: () => void stream.resume(),
    ended,
  };
}

/** Waits until so many messages have come, and gives all of them. */
export function messagesOf<Response>(
  stream: Pick<OpenStream<never, Response>, 'messages'>,
  count: number,
): Promise<readonly Response[]> {
  return until(`${count} messages`, () =>
    stream.messages.length >= count ? stream.messages : undefined,
  );
}

/** Sends all requests of a client stream and gives the answer. */
export function sendAll<RequestShape, Request, ResponseShape, Response>(
  client: Client,
  method: Method<RequestShape, Request, ResponseShape, Response>,
  requests: readonly RequestShape[],
): Promise<{ readonly code: Code; readonly details: string; readonly response?: Response }> {
  const { path, requestSerialize, responseDeserialize } = method;
  return new Promise((resolve) => {
    const stream = client.makeClientStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      (error, response) => {
        const code = status[error?.code ?? status.OK] as Code;
        resolve({ code, details: error?.details ?? '', ...(response ? { response } : {}) });
      },
    );
    for (const request of requests) stream.write(request);
    stream.end();
  });
}
