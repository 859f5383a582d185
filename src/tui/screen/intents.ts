import type { UiAction } from '../actions.ts';

/** What a key means: a change of the state, or something that reaches outside of it. */
export type Intent = UiAction | Errand;

/** Carried out in errands.ts. */
export type Errand =
  | { readonly type: 'quit' }
  | { readonly type: 'suspend' }
  | { readonly type: 'redraw' }
  | { readonly type: 'reconnect' }
  | { readonly type: 'saveFrame' }
  | { readonly type: 'copy'; readonly text: string; readonly what: string }
  | { readonly type: 'copyValue'; readonly key: string }
  | { readonly type: 'edit'; readonly key: string }
  | { readonly type: 'runLine'; readonly line: string }
  /** Does what the opened dialog has been told to do. */
  | { readonly type: 'perform' };
