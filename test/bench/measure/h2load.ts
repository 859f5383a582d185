import { execFile, execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { frameOf } from '../../../src/api/message-frame.ts';
import type { Target } from '../load/plan.ts';
import type { Call } from '../scenarios/scenario.ts';

const limits = { streamsPerConnection: 128 } as const;

const run = promisify(execFile);
const program = 'h2load';

export interface RepeatedCall {
  readonly call: Pick<Call, 'path' | 'message'>;
  readonly inFlight: number;
  readonly warmUpMs: number;
  readonly measuredMs: number;
  /** Where the body is written. */
  readonly bodyFile: string;
}

/** Calls a second that h2load gets out of a server without TLS; it cannot show a client certificate. */
export async function h2loadRate({ host, port }: Target, repeated: RepeatedCall): Promise<number> {
  const { call, inFlight, warmUpMs, measuredMs, bodyFile } = repeated;
  await writeFile(bodyFile, frameOf(call.message));
  const connections = Math.ceil(inFlight / limits.streamsPerConnection);
  const { stdout } = await run(program, [
    ...['-c', `${connections}`, '-m', `${Math.ceil(inFlight / connections)}`],
    ...['-D', `${measuredMs}ms`, `--warm-up-time=${warmUpMs}ms`, '-d', bodyFile],
    ...['-H', 'content-type: application/grpc', '-H', 'te: trailers'],
    `http://${host}:${port}${call.path}`,
  ]);
  return rateIn(stdout);
}

/** @throws when a request failed or the words are not those of h2load. */
export function rateIn(report: string): number {
  const rate = /^finished in .*?, ([\d.]+) req\/s/m.exec(report)?.[1];
  const failed = /(\d+) failed, (\d+) errored, (\d+) timeout/.exec(report);
  if (rate === undefined || failed === null) throw new Error(`not a report of h2load: ${report}`);
  if (failed.slice(1).some((count) => count !== '0')) {
    throw new Error(`h2load had failures: ${failed[0]}`);
  }
  return Number(rate);
}

export function h2loadVersion(): string {
  const text = execFileSync(program, ['--version'], { encoding: 'utf8' });
  return /nghttp2\/(\S+)/.exec(text)?.[1] ?? 'unknown';
}
