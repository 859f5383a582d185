import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import type { api } from '../../src/api/gen/messages.js';
import { kvService, type Method } from '../../src/api/services.ts';

/** A channel with the certificates in `home`, for tests that want the bare wire and no retries. */
export class RawClient {
  readonly #client: Client;

  constructor(endpoint: string, home: string, user = 'root') {
    const read = (file: string): Buffer => readFileSync(join(home, '.mokv', file));
    const tls = credentials.createSsl(
      read('ca.pem'),
      read(`${user}-client-key.pem`),
      read(`${user}-client.pem`),
    );
    this.#client = new Client(endpoint, tls);
  }

  set(key: string, value: string | Uint8Array): Promise<unknown> {
    const bytes = typeof value === 'string' ? Buffer.from(value) : value;
    return this.unary(kvService.set, { key, value: bytes });
  }

  unary<Shape, Response>(
    method: Method<Shape, unknown, unknown, Response>,
    request: Shape,
    deadlineMs = 5000,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        { deadline: Date.now() + deadlineMs },
        (error: ServiceError | null, response?: Response) => {
          if (error !== null) reject(error);
          else resolve(response as Response);
        },
      );
    });
  }

  /** Everything that List gives, as text. */
  async list(request: api.IListRequest = {}): Promise<Map<string, string>> {
    const stream = this.#client.makeServerStreamRequest(
      kvService.list.path,
      kvService.list.requestSerialize,
      kvService.list.responseDeserialize,
      request,
      { deadline: Date.now() + 30_000 },
    );
    const items = new Map<string, string>();
    for await (const item of stream) items.set(item.key, Buffer.from(item.value).toString());
    return items;
  }

  close(): void {
    this.#client.close();
  }
}
