import { MokvError } from '../shared/errors.ts';
import type { CommandContext } from './command-context.ts';
import { type ConnectionOptions, withClient } from './connection-options.ts';
import { count, formatDays } from './format-quantity.ts';
import { answersOf, askEach, throwFailure } from './node-outcomes.ts';
import { everyNode } from './node-targets.ts';
import type { OutputOptions } from './output.ts';
import { printListing } from './print-listing.ts';

export interface ExpiryOptions extends ConnectionOptions, OutputOptions {
  /** Milliseconds. */
  readonly warn: number;
}

/** When the certificates that the nodes use end, the first one first; UNHEALTHY when one does not last. */
export async function printExpiry(context: CommandContext, options: ExpiryOptions): Promise<void> {
  const outcomes = await withClient(context, options, async ({ cluster }, call) =>
    askEach(await everyNode(cluster, call), ({ at }) => cluster.nodeInfo(0, { ...call, at })),
  );
  const now = Date.now();
  const certificates = answersOf(outcomes)
    .flatMap(({ id, answer }) =>
      answer.certificates.map(({ use, subject, expiryMs }) => ({
        node: id,
        use: use ?? '',
        subject: subject ?? '',
        expiry_ms: expiryMs ?? 0,
      })),
    )
    .toSorted((a, b) => a.expiry_ms - b.expiry_ms);
  await printListing(context, options, {
    items: certificates,
    columns: ['NODE', 'USE', 'ENDS', 'LEFT', 'SUBJECT'],
    cells: ({ node, use, subject, expiry_ms }) => [
      ...[node, use, new Date(expiry_ms).toISOString().slice(0, 10)],
      ...[formatDays(expiry_ms - now), subject],
    ],
    name: ({ node, use }) => `${node}/${use}`,
    record: (certificate) => certificate,
    document: (records) => ({ certificates: records }),
  });
  throwFailure(outcomes);
  const short = certificates.filter(({ expiry_ms }) => expiry_ms - now < options.warn);
  const [first] = short;
  if (first === undefined) return;
  const left = formatDays(first.expiry_ms - now);
  const what = `${count(short.length, 'certificate')} must be renewed: ${first.use} of ${first.node}`;
  throw new MokvError('UNHEALTHY', `${what}, ${left === 'ended' ? left : `${left} left`}`, {
    hint: "make new ones with 'mokv cert', then 'mokv node reload --all'",
  });
}
