import type { Action } from './actions.ts';
import { reduce } from './reducer.ts';
import type { DashboardState } from './state.ts';

/** Holds the state. `subscribe` and `getState` are what React's useSyncExternalStore takes. */
export interface DashboardStore {
  getState(): DashboardState;
  dispatch(action: Action): void;
  /** @returns how to end it. */
  subscribe(listener: () => void): () => void;
}

export function createDashboardStore(initial: DashboardState): DashboardStore {
  const listeners = new Set<() => void>();
  let state = initial;
  return {
    getState: () => state,
    dispatch: (action) => {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
