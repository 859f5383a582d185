import { MokvError } from '../shared/errors.ts';
import { quoted } from '../shared/quoted.ts';

/** Where a setting came from, e.g. `flag --cert`, `env MOKV_CERT`, `context prod` or `default`. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly source: string;
}

const identitySettings = ['cacert', 'cert', 'key', 'serverName'] as const;

/** What the flags, the environment or a context say about TLS. */
export interface SecurityLayer {
  readonly insecure: Sourced<boolean> | undefined;
  readonly given: Partial<Record<(typeof identitySettings)[number], Sourced<string>>>;
}

/**
 * Who says that there is to be no TLS; undefined when there is. The first layer that says anything about it
 * decides, so that certificates of a flag stand before an insecure of the environment and the other way round.
 * USAGE when one layer says both.
 */
export function insecureBy(layers: readonly SecurityLayer[]): string | undefined {
  for (const { insecure, given } of layers) {
    const identity = identitySettings.map((name) => given[name]).find((one) => one !== undefined);
    if (insecure?.value && identity !== undefined) throw contradiction(insecure, identity);
    if (insecure !== undefined) return insecure.value ? insecure.source : undefined;
    if (identity !== undefined) return undefined;
  }
  return undefined;
}

/** The value of a variable. USAGE when it is no yes or no. */
export function parseInsecure(text: string, name: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new MokvError('USAGE', `${name}: expected true or false, got ${quoted(text)}`);
}

function contradiction(insecure: Sourced<boolean>, identity: Sourced<string>): MokvError {
  return new MokvError('USAGE', `${insecure.source} and ${identity.source} contradict each other`, {
    hint: 'without TLS there are no certificates: give the one or the other',
  });
}
