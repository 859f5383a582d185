import type {
  Change,
  ClusterPicture,
  Consequence,
  EventRow,
  KeyDetail,
  KeysPage,
  LoadBucket,
  NodeDetail,
  RaftTail,
  Trouble,
} from './facts.ts';
import type { Detail, ListView, Notice, View } from './state.ts';

/** Everything that changes the state. Only `arrived` comes from the source; the others are keys of the operator. */
export type Action =
  /** What came since the last tick. Moves the clock. */
  { readonly type: 'arrived'; readonly nowMs: number; readonly news: readonly News[] } | UiAction;

/** The parts that can have trouble of their own. */
export const partNames = [
  'cluster',
  'load',
  'events',
  'keys',
  'raft',
  'nodeDetail',
  'keyDetail',
] as const;
export type PartName = (typeof partNames)[number];

export type News =
  | { readonly type: 'picture'; readonly picture: ClusterPicture }
  | {
      readonly type: 'load';
      readonly nodeId: string;
      readonly buckets: readonly LoadBucket[];
    }
  | { readonly type: 'events'; readonly events: readonly EventRow[] }
  | { readonly type: 'keys'; readonly page: KeysPage }
  | { readonly type: 'raft'; readonly tail: RaftTail }
  | { readonly type: 'nodeDetail'; readonly detail: NodeDetail }
  | { readonly type: 'keyDetail'; readonly detail: KeyDetail }
  | { readonly type: 'trouble'; readonly part: PartName; readonly trouble: Trouble }
  | { readonly type: 'connected' }
  | { readonly type: 'disconnected'; readonly reason: string; readonly retryAtMs: number };

export type UiAction =
  | { readonly type: 'resized'; readonly columns: number; readonly rows: number }
  | { readonly type: 'viewChosen'; readonly view: View }
  /** Tab and Shift-Tab. */
  | { readonly type: 'viewStepped'; readonly by: 1 | -1 }
  /** In the shown list, over its rows as they are sorted and filtered; `page`: rows of a page. */
  | { readonly type: 'selectionMoved'; readonly to: Movement; readonly page: number }
  | { readonly type: 'selected'; readonly view: ListView; readonly id: string }
  | { readonly type: 'sorted'; readonly view: ListView; readonly column: string | undefined }
  | { readonly type: 'sortReversed' }
  | { readonly type: 'intervalChanged'; readonly by: 1 | -1 }
  | { readonly type: 'writesToggled' }
  | { readonly type: 'freezeToggled' }
  /** From one recording to the next; freezes. */
  | { readonly type: 'stepped'; readonly by: 1 | -1 }
  /** Every node together, then one after the other. */
  | { readonly type: 'loadNodeStepped' }
  | { readonly type: 'wideToggled' }
  | { readonly type: 'valuesToggled' }
  | { readonly type: 'keysLayoutToggled' }
  | { readonly type: 'prefixEntered'; readonly prefix: string }
  /** One "/" up. */
  | { readonly type: 'prefixLeft' }
  | { readonly type: 'detailOpened'; readonly detail: Detail }
  | { readonly type: 'formatStepped' }
  /** In the topmost of dialog, pager and detail; `lines` is how many it has, `page` how many are visible. */
  | {
      readonly type: 'scrolled';
      readonly to: Movement;
      readonly page: number;
      readonly lines: number;
    }
  | { readonly type: 'helpOpened' }
  | { readonly type: 'sortOpened'; readonly columns: readonly string[] }
  | { readonly type: 'nodeActionsOpened'; readonly nodeId: string }
  /** In a dialog with a list; `count` is how many there are. */
  | { readonly type: 'choiceMoved'; readonly by: 1 | -1; readonly count: number }
  /** Refused with a notice while writes are off. */
  | { readonly type: 'changeProposed'; readonly change: Change }
  | {
      readonly type: 'consequenceKnown';
      readonly change: Change;
      readonly consequence: Consequence;
    }
  | { readonly type: 'consequenceUnknown'; readonly change: Change; readonly message: string }
  | { readonly type: 'answerToggled' }
  | { readonly type: 'answerTyped'; readonly text: string }
  | { readonly type: 'changeStarted' }
  | { readonly type: 'changeDone'; readonly text: string }
  | { readonly type: 'changeFailed'; readonly message: string }
  | { readonly type: 'promptOpened'; readonly prompt: 'filter' | 'command' }
  | { readonly type: 'promptEdited'; readonly text: string; readonly cursor: number }
  /** Of a filter: keeps it. Of a command: only closes, the caller runs it. */
  | { readonly type: 'promptAccepted' }
  | { readonly type: 'pagerOpened'; readonly title: string }
  | { readonly type: 'pagerWritten'; readonly lines: readonly string[] }
  | { readonly type: 'pagerEnded'; readonly exitCode: number }
  | { readonly type: 'noticed'; readonly notice: Omit<Notice, 'untilMs'> }
  /** Esc: closes the topmost of prompt, dialog, pager, detail; then the filter, the freeze, the prefix. */
  | { readonly type: 'dismissed' };

export type Movement = 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last';
