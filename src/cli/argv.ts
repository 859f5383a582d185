import type { Environment } from './environment.ts';

/** Flags with a value that may stand before the command: `mokv -e host:port get key`. */
const leadingFlags = new Set([
  '-c',
  '--context',
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
  '-w',
  '--write-out',
  '--color',
]);

export interface CommandLine {
  /** Undefined when there is none. */
  readonly name: string | undefined;
  /** What follows, with the flags from before the name appended to the other flags. */
  readonly rest: readonly string[];
}

/** Finds the command, so that only its code is loaded. `help X` is `X --help`, `--version` is `version`. */
export function splitCommandLine(argv: readonly string[]): CommandLine {
  const index = commandIndex(argv);
  // Behind the command, -c may mean something else.
  const leading = argv.slice(0, index).map((word) => (word === '-c' ? '--context' : word));
  const [name, ...rest] = argv.slice(index);
  if (name === undefined && leading.includes('--version')) return { name: 'version', rest: [] };
  if (name === 'help' && rest[0] !== undefined) {
    return { name: rest[0], rest: [...rest.slice(1), '--help'] };
  }
  const literals = rest.indexOf('--');
  const end = literals < 0 ? rest.length : literals;
  return { name, rest: [...rest.slice(0, end), ...leading, ...rest.slice(end)] };
}

/** Where the command stands, behind the flags before it; the length of `argv` when there is none. */
function commandIndex(argv: readonly string[]): number {
  let index = 0;
  while (argv[index]?.startsWith('-')) index += leadingFlags.has(argv[index] ?? '') ? 2 : 1;
  return Math.min(index, argv.length);
}

/** Known before the flags are parsed, because errors of parsing are printed as JSON too. */
export function wantsJson(
  argv: readonly string[],
  { output }: Pick<Environment, 'output'>,
): boolean {
  const formats = argv.flatMap((argument, index) => {
    if (argument === '-j' || argument === '--json') return ['json'];
    if (valueFlags.has(argument)) return ['raw'];
    if (outputFlags.has(argument)) return [argv[index + 1] ?? ''];
    const { format } =
      /^(?:-[ow]|--output=|--write-out=)(?<format>.+)$/.exec(argument)?.groups ?? {};
    return format === undefined ? [] : [format];
  });
  return [...formats, ...(formats.length === 0 ? [output] : [])].some(
    (format) => format === 'json' || format === 'ndjson',
  );
}

/** Their output is no JSON, whatever the environment says. */
const valueFlags = new Set(['--raw', '--base64', '--hex']);

const outputFlags = new Set(['-o', '--output', '-w', '--write-out']);
