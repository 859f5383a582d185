import type {
  Change,
  ClusterPicture,
  Consequence,
  EventRow,
  KeyDetail,
  KeysAnchor,
  KeysPage,
  LoadSeries,
  NodeDetail,
  Part,
  RaftTail,
} from './facts.ts';

/** Everything that the dashboard draws from; immutable, changed by reducer.ts alone. */
export interface DashboardState {
  /** Of the last action that brought a time, Unix milliseconds: what ages are measured against. */
  readonly nowMs: number;
  readonly setup: Setup;
  readonly connection: ConnectionState;
  readonly cluster: Part<ClusterPicture>;
  /** Pictures of the last 15 minutes, oldest first, at most one a second. */
  readonly recordings: readonly ClusterPicture[];
  /** By node id. */
  readonly load: Part<ReadonlyMap<string, LoadSeries>>;
  readonly events: Part<readonly EventRow[]>;
  readonly keys: Part<KeysPage>;
  readonly raft: Part<RaftTail>;
  /** Of what `ui.detail` names; of anything else it is not shown. */
  readonly nodeDetail: Part<NodeDetail>;
  readonly keyDetail: Part<KeyDetail>;
  readonly ui: UiState;
}

/** What does not change while the dashboard runs. */
export interface Setup {
  /** Name of the context, else the first endpoint. */
  readonly clusterName: string;
  /** Every dialog asks for the cluster's name to be typed. */
  readonly isProduction: boolean;
  readonly charset: 'unicode' | 'ascii';
}

export type ConnectionState =
  | { readonly type: 'connecting'; readonly sinceMs: number }
  | { readonly type: 'live' }
  /** The last picture stays. `retryAtMs`: when the next attempt begins. */
  | {
      readonly type: 'stale';
      readonly sinceMs: number;
      readonly retryAtMs: number;
      readonly reason: string;
    };

export const views = ['nodes', 'load', 'events', 'keys', 'raft'] as const;
export type View = (typeof views)[number];

/** Views that are lists with rows to select, sort and filter. */
export type ListView = Exclude<View, 'load'>;

export interface UiState {
  readonly view: View;
  readonly size: { readonly columns: number; readonly rows: number };
  readonly intervalMs: number;
  readonly writes: 'off' | 'on';
  readonly position: Position;
  /** Undefined: every node together. */
  readonly loadNodeId: string | undefined;
  readonly lists: Readonly<Record<ListView, ListState>>;
  readonly keys: KeysUi;
  readonly wide: boolean;
  readonly detail: Detail | undefined;
  readonly dialog: Dialog | undefined;
  readonly prompt: Prompt | undefined;
  readonly pager: Pager | undefined;
  /** One line over the footer; goes away after some seconds. */
  readonly notice: Notice | undefined;
}

/** `frozenAtMs`: the moment that is shown, which `[` and `]` move from recording to recording. */
export type Position =
  | { readonly type: 'live' }
  | { readonly type: 'frozen'; readonly frozenAtMs: number };

export interface ListState {
  /** Id of a row (`rowId` in selectors.ts); undefined or gone: the first row. */
  readonly selectedId: string | undefined;
  /** Undefined: the natural order of the list. */
  readonly sort: { readonly column: string; readonly direction: 'up' | 'down' } | undefined;
  /** `text`, `!text` for rows without it, `column:text`. Empty: all. */
  readonly filter: string;
}

export interface KeysUi {
  readonly prefix: string;
  readonly layout: 'tree' | 'flat';
  readonly anchor: KeysAnchor;
  readonly values: 'hidden' | 'shown';
}

export type Detail =
  /** `scroll`: lines that are above the pane. */
  | { readonly type: 'node'; readonly id: string; readonly scroll: number }
  | {
      readonly type: 'key';
      readonly key: string;
      readonly format: ValueFormat;
      readonly scroll: number;
    };

export const valueFormats = ['auto', 'text', 'json', 'hex'] as const;
export type ValueFormat = (typeof valueFormats)[number];

export type Dialog =
  | { readonly type: 'help'; readonly scroll: number }
  | { readonly type: 'sort'; readonly columns: readonly string[]; readonly chosen: number }
  | { readonly type: 'nodeActions'; readonly nodeId: string; readonly chosen: number }
  | { readonly type: 'confirm'; readonly confirmation: Confirmation };

export interface Confirmation {
  readonly change: Change;
  readonly consequence: Part<Consequence>;
  /** What must be typed before it can be confirmed; undefined: nothing. */
  readonly mustType: string | undefined;
  readonly typed: string;
  readonly choice: 'cancel' | 'confirm';
  readonly progress:
    | { readonly type: 'asking' }
    | { readonly type: 'running' }
    | { readonly type: 'failed'; readonly message: string };
}

/** A line that is being typed. */
export interface Prompt {
  readonly type: 'filter' | 'command';
  readonly text: string;
  /** In characters (code points) from the start. */
  readonly cursor: number;
  /** What Esc brings back: the filter as it was. */
  readonly before: string;
}

/** The output of a command in a pane of its own. */
export interface Pager {
  readonly title: string;
  /** Escaped; at most 5,000. */
  readonly lines: readonly string[];
  readonly status:
    | { readonly type: 'running' }
    | { readonly type: 'done'; readonly exitCode: number };
  readonly scroll: number;
}

export interface Notice {
  readonly text: string;
  readonly severity: 'info' | 'warning';
  readonly untilMs: number;
}
