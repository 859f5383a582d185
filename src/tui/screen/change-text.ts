import type { Change } from '../facts.ts';

/** What a change is called in its dialog; not yet escaped. */
export function changeText(change: Change): string {
  switch (change.type) {
    case 'set':
      return `Set ${change.key} to ${change.value.length} bytes`;
    case 'delete':
      return `Delete ${change.key}`;
    case 'transferLeadership':
      return change.target === undefined
        ? 'Transfer leadership'
        : `Transfer leadership to ${change.target}`;
    case 'promoteMember':
      return `Promote ${change.id}`;
    case 'demoteMember':
      return `Demote ${change.id}`;
    case 'removeMember':
      return `Remove ${change.id}`;
    case 'addMember':
      return `Add ${change.id} at ${change.addr}`;
    case 'drain':
      return `Drain ${change.id}`;
    case 'undrain':
      return `Undrain ${change.id}`;
  }
}
