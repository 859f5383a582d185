/** Flags with a value that may stand before the command: `mokv -e host:port get key`. */
const leadingFlags = new Set([
  '-e',
  '--endpoints',
  '--addr',
  '--cacert',
  '--cert',
  '--key',
  '--server-name',
  '--timeout',
  '-o',
  '--output',
]);

export interface CommandLine {
  /** Undefined when there is none. */
  readonly name: string | undefined;
  /** What follows, with the flags from before the name appended to the other flags. */
  readonly rest: readonly string[];
}

/** Finds the command, so that only its code is loaded. `help X` is `X --help`, `--version` is `version`. */
export function splitCommandLine(argv: readonly string[]): CommandLine {
  let index = 0;
  while (argv[index]?.startsWith('-')) index += leadingFlags.has(argv[index] ?? '') ? 2 : 1;
  const leading = argv.slice(0, index);
  const [name, ...rest] = argv.slice(index);
  if (name === undefined && leading.includes('--version')) return { name: 'version', rest: [] };
  if (name === 'help' && rest[0] !== undefined) return { name: rest[0], rest: ['--help'] };
  const literals = rest.indexOf('--');
  const end = literals < 0 ? rest.length : literals;
  return { name, rest: [...rest.slice(0, end), ...leading, ...rest.slice(end)] };
}

/** Known before the flags are parsed, because errors of parsing are printed as JSON too. */
export function wantsJson(argv: readonly string[]): boolean {
  const formats = new Set(['json', 'ndjson']);
  return argv.some((argument, index) => {
    if (argument === '-j' || argument === '--json') return true;
    if (argument === '-o' || argument === '--output') return formats.has(argv[index + 1] ?? '');
    return formats.has(/^(?:-o|--output=)(?<format>.+)$/.exec(argument)?.groups?.format ?? '');
  });
}
