import type { DashboardState } from '../state.ts';
import type { Inbox } from './inbox.ts';
import type { Pacing } from './pacing.ts';
import type { SourceClient } from './source-client.ts';

/** What the parts of the source share. */
export interface SourceContext {
  readonly client: SourceClient;
  readonly inbox: Inbox;
  readonly pacing: Pacing;
  /** As it is now. */
  readonly stateOf: () => DashboardState;
  readonly intervalMs: () => number;
}
