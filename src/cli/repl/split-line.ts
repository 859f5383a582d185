/** A word as somebody typed it: what it means, and where it stands in the text. */
export interface Word {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface SplitText {
  /** The words of each command; a command without words is left out, but for the last. */
  readonly commands: readonly (readonly Word[])[];
  /** What is not closed at the end, so that the next line goes on with it. */
  readonly open: '"' | "'" | '\\' | undefined;
}

/**
 * Splits text into commands and their words as a shell does: `;` and line ends stand between commands, `#`
 * starts a comment, '...' is literal, \x is the character x, and in "..." \n, \r and \t are control
 * characters. Nothing else is special.
 */
export function splitText(text: string): SplitText {
  const commands: Word[][] = [[]];
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) {
    const separator = /[;\n]/.test(text.charAt(at));
    if (separator) {
      if (commands.at(-1)?.length !== 0) commands.push([]);
      at += 1;
      continue;
    }
    const { open, ...word } = readWord(text, at);
    commands.at(-1)?.push(word);
    if (open !== undefined) return { commands, open };
    at = word.end;
  }
  return { commands, open: undefined };
}

/** Behind blanks, comments and line ends that a backslash takes away. */
function skipBlanks(text: string, from: number): number {
  const blank = /(?:[^\S\n]|\\\n|#[^\n]*)*/y;
  blank.lastIndex = from;
  return from + (blank.exec(text)?.[0].length ?? 0);
}

function readWord(text: string, start: number): Word & Pick<SplitText, 'open'> {
  let value = '';
  let at = start;
  while (at < text.length && !/[\s;]/.test(text.charAt(at))) {
    const { piece, end, open } = readPiece(text, at);
    value += piece;
    at = end;
    if (open !== undefined) return { value, start, end, open };
  }
  return { value, start, end: at, open: undefined };
}

interface Piece extends Pick<SplitText, 'open'> {
  readonly piece: string;
  readonly end: number;
}

/** A quoted part, an escape or one character. */
function readPiece(text: string, at: number): Piece {
  const character = text.charAt(at);
  if (character === '"') return readDoubleQuoted(text, at);
  if (character === "'") {
    const end = text.indexOf("'", at + 1);
    if (end < 0) return { piece: text.slice(at + 1), end: text.length, open: "'" };
    return { piece: text.slice(at + 1, end), end: end + 1, open: undefined };
  }
  if (character !== '\\') return { piece: character, end: at + 1, open: undefined };
  const escaped = text.charAt(at + 1);
  if (escaped === '') return { piece: '', end: text.length, open: '\\' };
  return { piece: escaped === '\n' ? '' : escaped, end: at + 2, open: undefined };
}

const controlCharacters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function readDoubleQuoted(text: string, start: number): Piece {
  let piece = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') return { piece, end: at + 1, open: undefined };
    if (character !== '\\') {
      piece += character;
      continue;
    }
    at += 1;
    piece += escapeInQuotes(text.charAt(at));
  }
  return { piece, end: text.length, open: '"' };
}

function escapeInQuotes(escaped: string): string {
  if (escaped === '\n') return '';
  const isLetter = /[A-Za-z0-9]/.test(escaped);
  return controlCharacters[escaped] ?? (isLetter ? `\\${escaped}` : escaped);
}
