import type { Prompt } from '../state.ts';
import type { Intent } from './intents.ts';
import type { Press } from './presses.ts';

const limits = { charactersMax: 4096 } as const;

/** A line editor's keys. */
export function promptIntents(prompt: Prompt, press: Press): readonly Intent[] {
  if (press.type === 'character') return insertIntents(prompt, press.character);
  const key = press.type === 'ctrl' ? `ctrl-${press.letter}` : press.name;
  if (key === 'enter') return acceptIntents(prompt);
  const next = edited([...prompt.text], prompt.cursor, key);
  return next === undefined ? [] : [editIntent(next.characters, next.cursor)];
}

/** Of what is typed or pasted; line ends and other control characters become blanks. */
export function insertIntents({ text, cursor }: Prompt, inserted: string): readonly Intent[] {
  const characters = [...text];
  const added = [...inserted.replace(/\p{Cc}+/gu, ' ')];
  if (characters.length + added.length > limits.charactersMax) return [];
  return [editIntent(characters.toSpliced(cursor, 0, ...added), cursor + added.length)];
}

function acceptIntents({ type, text }: Prompt): readonly Intent[] {
  const line = text.trim();
  if (type === 'filter' || line === '') return [{ type: 'promptAccepted' }];
  return [{ type: 'promptAccepted' }, { type: 'runLine', line }];
}

interface Edited {
  readonly characters: readonly string[];
  readonly cursor: number;
}

function edited(characters: readonly string[], cursor: number, key: string): Edited | undefined {
  switch (key) {
    case 'left':
      return { characters, cursor: Math.max(cursor - 1, 0) };
    case 'right':
      return { characters, cursor: Math.min(cursor + 1, characters.length) };
    case 'home':
    case 'ctrl-a':
      return { characters, cursor: 0 };
    case 'end':
    case 'ctrl-e':
      return { characters, cursor: characters.length };
    // Ink calls the key that terminals send for Backspace either of the two.
    case 'backspace':
    case 'delete':
      if (cursor === 0) return undefined;
      return { characters: characters.toSpliced(cursor - 1, 1), cursor: cursor - 1 };
    case 'ctrl-u':
      return { characters: characters.slice(cursor), cursor: 0 };
    case 'ctrl-k':
      return { characters: characters.slice(0, cursor), cursor };
    case 'ctrl-w': {
      const kept = [
        ...characters
          .slice(0, cursor)
          .join('')
          .replace(/\S*\s*$/, ''),
      ];
      return { characters: [...kept, ...characters.slice(cursor)], cursor: kept.length };
    }
    default:
      return undefined;
  }
}

function editIntent(characters: readonly string[], cursor: number): Intent {
  return { type: 'promptEdited', text: characters.join(''), cursor };
}
