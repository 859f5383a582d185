import type { Item } from './item.ts';
import type { LoggedOf, LoggedWrite } from './logged-command.ts';

type LoggedCondition = NonNullable<Exclude<LoggedWrite, { type: 'deleteRange' }>['condition']>;
type LoggedCompare = LoggedOf<'txn'>['compares'][number];

export function conditionHolds(condition: LoggedCondition, item: Item | undefined): boolean {
  switch (condition.type) {
    case 'absent':
      return item === undefined;
    case 'exists':
      return item !== undefined;
    case 'revision':
      return item?.modRevision === condition.revision;
    case 'value':
      return item?.value === condition.value;
  }
}

/** An absent key has 0 for numbers and no value, which nothing but notEqual holds for. */
export function compareHolds({ relation, target }: LoggedCompare, item: Item | undefined): boolean {
  if (target.type !== 'value') return relates(item?.[target.type] ?? 0, relation, target.number);
  return item === undefined ? relation === 'notEqual' : relates(item.value, relation, target.value);
}

function relates<Value extends string | number>(
  one: Value,
  relation: LoggedCompare['relation'],
  other: Value,
): boolean {
  switch (relation) {
    case 'equal':
      return one === other;
    case 'notEqual':
      return one !== other;
    case 'less':
      return one < other;
    case 'greater':
      return one > other;
  }
}
