import { InvalidArgumentError } from 'commander';
import type { RequestId } from '../client/kv-api.ts';

/** As the cluster has it. */
const limits = { clientBytesMax: 64 } as const;

/** Reads CLIENT/SEQUENCE, or a name of its own, whose sequence is 1. */
export function parseRequestId(text: string): RequestId {
  const { client = text, sequence = '1' } =
    /^(?<client>.+)\/(?<sequence>[1-9]\d{0,14})$/s.exec(text)?.groups ?? {};
  const sizeBytes = Buffer.byteLength(client);
  if (sizeBytes > 0 && sizeBytes <= limits.clientBytesMax) {
    return { client, sequence: Number(sequence) };
  }
  throw new InvalidArgumentError(
    `It must be CLIENT/NUMBER or a name, with at most ${limits.clientBytesMax} bytes.`,
  );
}
