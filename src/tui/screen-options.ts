import type { DashboardSource } from './dashboard-source.ts';
import type { DashboardStore } from './dashboard-store.ts';

/** What `runScreen(options: ScreenOptions): Promise<void>` in screen/run-screen.ts is given. It resolves when the operator quits. */
export interface ScreenOptions {
  readonly store: DashboardStore;
  readonly source: DashboardSource;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** 0: none, 1: 16 colours, 2: 256, 3: true colour. */
  readonly colorLevel: 0 | 1 | 2 | 3;
  /** Aborted by SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /** Runs a line of the shell, with what it prints line by line; resolves with its exit code. */
  readonly runLine: (
    line: string,
    output: { readonly columns: number; readonly onLine: (line: string) => void },
  ) => Promise<number>;
  /** For `e`; undefined: none is set. */
  readonly editor: string | undefined;
  /** Where Ctrl-S writes to. */
  readonly saveDirectory: string;
}
