import { createHash } from 'node:crypto';
import type { mokv } from '../api/gen/messages.js';
import { clusterService } from '../api/services.ts';
import { plans } from './call-plan.ts';
import type { CallOptions } from './kv-api.ts';
import type { RoutedCalls } from './routed-calls.ts';

const limits = { timeoutMs: 300_000 } as const;

export interface Snapshot {
  /** Begins to read its data; asked again when a server turns out not to lead. */
  read(): AsyncIterable<Uint8Array>;
  /** SHA-256 of all data as the file has it; by default what is read is believed. */
  readonly digest?: Uint8Array | undefined;
}

/** Takes the place of everything in the store, or changes nothing. */
export async function restoreSnapshot(
  calls: RoutedCalls,
  snapshot: Snapshot,
  { dryRun = false, ...options }: CallOptions & { readonly dryRun?: boolean },
): Promise<mokv.v1.RestoreSnapshotResponse> {
  const call = { ...options, deadline: options.deadline ?? Date.now() + limits.timeoutMs };
  return calls.run(plans.changeAtLeader, call, (connection, part) =>
    connection.upload(clusterService.restoreSnapshot, messagesOf(snapshot, dryRun), part),
  );
}

async function* messagesOf(
  { read, digest }: Snapshot,
  dryRun: boolean,
): AsyncGenerator<mokv.v1.IRestoreSnapshotRequest, void, void> {
  yield { start: { dryRun } };
  const hash = createHash('sha256');
  for await (const data of read()) {
    hash.update(data);
    yield { data };
  }
  yield { digest: digest ?? hash.digest() };
}
