/** A word as splitText reads it back, on one line. */
export function quoteWord(word: string): string {
  if (/^[^\s;#'"\\][^\s;'"\\]*$/.test(word)) return word;
  const escaped = word
    .replace(/["\\]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${escaped}"`;
}

/** Commands on one line. */
export function joinCommands(commands: readonly (readonly string[])[]): string {
  return commands.map((words) => words.map(quoteWord).join(' ')).join('; ');
}
