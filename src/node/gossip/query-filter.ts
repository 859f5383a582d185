import type { QueryFilter } from './messages.ts';
import { searchPattern } from './search-pattern.ts';
import type { GossipState } from './state.ts';

/** Whether a query is for this node: all filters must match (serf-wire §6.6). */
export function isForUs(state: GossipState, filters: readonly QueryFilter[]): boolean {
  return filters.every((filter) => matches(state, filter));
}

function matches({ name, members }: GossipState, filter: QueryFilter): boolean {
  switch (filter.type) {
    case 'nodes':
      return filter.names.includes(name);
    case 'tag': {
      const value = members.get(name)?.tags.get(filter.tag) ?? '';
      return searchPattern(filter.expression, value);
    }
    case 'unknown':
      return false;
  }
}
