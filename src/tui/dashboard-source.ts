import type { Change, Consequence } from './facts.ts';

/**
 * What the screen asks of the cluster. Which streams and polls run follows from the state by itself
 * (`wantedOf` in wanted.ts): the screen only dispatches. Failures are MokvErrors.
 */
export interface DashboardSource {
  /** Asks at once instead of waiting for the next attempt. */
  reconnect(): void;
  /** Changes nothing; asks the cluster where it knows more. */
  consequenceOf(change: Change): Promise<Consequence>;
  /** @returns what was done, one escaped line. Writes end with OUTCOME_UNKNOWN where that cannot be known. */
  perform(change: Change): Promise<string>;
  /** The whole value and its revision, to copy or edit it; NOT_FOUND when the key is absent. */
  readValue(key: string): Promise<{ readonly value: Uint8Array; readonly revision: number }>;
}
