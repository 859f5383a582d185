import type { Movement } from '../actions.ts';
import type { Press } from './presses.ts';

/** Undefined: it is no key that moves something. */
export function movementOf(press: Press): Movement | undefined {
  if (press.type === 'character') return movementKeys.get(press.character);
  return press.type === 'named' ? movementKeys.get(press.name) : undefined;
}

const movementKeys: ReadonlyMap<string, Movement> = new Map([
  ['up', 'up'],
  ['k', 'up'],
  ['down', 'down'],
  ['j', 'down'],
  ['pageUp', 'pageUp'],
  ['pageDown', 'pageDown'],
  [' ', 'pageDown'],
  ['home', 'first'],
  ['g', 'first'],
  ['end', 'last'],
  ['G', 'last'],
]);
