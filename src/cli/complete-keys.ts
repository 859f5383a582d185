import type { CallLimits } from '../client/connection.ts';
import type { KvClient } from '../client/kv-client.ts';

const limits = { candidatesMax: 50 } as const;

const delimiter = '/';

/** The keys under a prefix up to the next delimiter: of `cfg/a/x` and the prefix `cf` it is `cfg/`. */
export async function completeKeys(
  client: KvClient,
  prefix: string,
  call: CallLimits,
): Promise<string[]> {
  const { entries } = await client.range(prefix === '' ? {} : { prefix }, {
    ...call,
    consistency: 'stale',
    limit: limits.candidatesMax,
    keysOnly: true,
    delimiter,
  });
  return entries.map((entry) => (entry.type === 'item' ? entry.key : entry.prefix)).filter(isPlain);
}

/** A key that a shell would take apart is not offered: how to quote it depends on the shell. */
function isPlain(key: string): boolean {
  return /^[^\s\p{Cc}\\'"`$&|;<>()*?[\]{}!#~]+$/u.test(key);
}
