import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { build, type Metafile } from 'esbuild';

/** A larger chunk is merged only into what needs it anyway. */
const bigBytes = 100_000;
/** A command that brings along more keeps its chunks. */
const lightBytes = 150_000;

/** Modules of Node that take milliseconds to load, and that most commands do not need. */
const slowBuiltins = new Set(
  ['child_process', 'fs/promises', 'readline', 'readline/promises', 'tty'].map(
    (name) => `builtin:${name}`,
  ),
);

type Outputs = Metafile['outputs'];

/**
 * Puts the chunks that most commands load into three files, with the lazy modules that they stand behind: to
 * find, open and compile a module costs Node more than half a millisecond, and `mokv get` would need fifty.
 */
export async function mergeChunks(metafile: Metafile): Promise<void> {
  const { outputs } = metafile;
  const groups = groupsOf(metafile);
  const homes = new Map<string, Home>();
  for (const [group, files] of groups) {
    for (const [index, file] of files.entries()) {
      homes.set(basename(file), { group, prefix: `m${index}_` });
    }
  }
  for (const [group, files] of groups) await merge(group, files, outputs);
  const merged = new Set([...groups.values()].flat());
  for (const file of merged) rmSync(file);
  const kept = Object.keys(outputs).filter((file) => !merged.has(file));
  for (const file of [...kept, ...[...groups.keys()].map(pathOf)]) redirect(file, homes);
}

/** Where the exports of a chunk are now, and what stands before their names there. */
interface Home {
  readonly group: string;
  readonly prefix: string;
}

function pathOf(group: string): string {
  return `dist/chunks/${group}.js`;
}

/** Which chunks go together. Whatever one of them imports is in the same group or in one that comes before it. */
function groupsOf({ inputs, outputs }: Metafile): Map<string, readonly string[]> {
  const entry = (source: string): string[] =>
    Object.keys(outputs).filter((file) => outputs[file]?.entryPoint === source);
  const closureOf = (file: string): Set<string> => closure(file, outputs);
  const union = (files: readonly string[]): Set<string> =>
    new Set(files.flatMap((file) => [...closureOf(file)]));
  const loadsSlowBuiltin = (file: string): boolean =>
    Object.keys(outputs[file]?.inputs ?? {}).some((source) =>
      inputs[source]?.imports.some(({ path }) => slowBuiltins.has(path)),
    );
  const isSmall = (file: string): boolean =>
    [...closureOf(file)].every(
      (part) => (outputs[part]?.bytes ?? 0) < bigBytes && !loadsSlowBuiltin(part),
    );
  const commands = Object.keys(outputs).filter(
    (file) =>
      /^src\/cli\/(commands\/.*|run-command)\.ts$/.test(outputs[file]?.entryPoint ?? '') &&
      !outputs[file]?.entryPoint?.endsWith('-schema.ts') &&
      bytesOf(closureOf(file), outputs) < lightBytes,
  );
  const library = union(entry('src/client/index.ts'));
  const start = union(entry('src/cli/start.ts'));
  const ofCommands = union(commands);
  const always = union(entry('src/cli/run-command.ts'));
  const shared = [...ofCommands].filter(
    (file) =>
      isSmall(file) &&
      (always.has(file) || commands.filter((command) => closureOf(command).has(file)).length > 1),
  );
  const isChunk = (file: string): boolean => outputs[file]?.entryPoint === undefined;
  const base = new Set([...start, ...shared.filter((file) => library.has(file))].filter(isChunk));
  const command = new Set(shared.filter((file) => isChunk(file) && !base.has(file)));
  const opened = ['kv-client', 'credentials', 'endpoint'].flatMap((name) =>
    entry(`src/client/${name}.ts`),
  );
  const client = [...union(opened)].filter(
    (file) => isChunk(file) && !base.has(file) && !command.has(file),
  );
  return new Map([
    ['base', [...base, ...entry('src/cli/start.ts')]],
    [
      'command',
      [...command, ...entry('src/cli/run-command.ts'), ...entry('src/cli/commands/get.ts')],
    ],
    ['client', [...client, ...opened]],
  ]);
}

/** A file with all that it imports when it is loaded. */
function closure(file: string, outputs: Outputs, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const { path, kind, external } of outputs[file]?.imports ?? []) {
    if (kind === 'import-statement' && !external) closure(path, outputs, seen);
  }
  return seen;
}

function bytesOf(files: ReadonlySet<string>, outputs: Outputs): number {
  return [...files].reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0);
}

async function merge(group: string, files: readonly string[], outputs: Outputs): Promise<void> {
  const names = new Set(files.map((file) => basename(file)));
  const contents = files.map((file, index) => {
    const { exports = [], entryPoint } = outputs[file] ?? {};
    // What is loaded lazily is asked for by its own names.
    const list = exports.flatMap((name) => [
      `${name} as m${index}_${name}`,
      ...(entryPoint === undefined ? [] : [name]),
    ]);
    return `export { ${list.join(', ')} } from './${basename(file)}';`;
  });
  await build({
    stdin: { contents: contents.join('\n'), resolveDir: 'dist/chunks' },
    outfile: pathOf(group),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    plugins: [
      {
        name: 'other-chunks',
        setup: ({ onResolve }) => {
          onResolve({ filter: /^\.\// }, ({ path }) =>
            names.has(basename(path)) ? undefined : { path, external: true },
          );
        },
      },
    ],
    logLevel: 'warning',
  });
}

/** Has a file import from the merged files. */
function redirect(file: string, homes: ReadonlyMap<string, Home>): void {
  const toChunks = basename(dirname(file)) === 'chunks' ? './' : './chunks/';
  const code = readFileSync(file, 'utf8').replaceAll(
    /\b(import|export)(\s*\{[^{}"']*\}\s*from\s*|\(|\s*)"\.\/(?:chunks\/)?([\w-]+\.js)"/g,
    (statement, keyword: string, between: string, name: string) => {
      const home = homes.get(name);
      if (home === undefined) return statement;
      const path = `"${toChunks}${home.group}.js"`;
      const list = /\{(.*)\}/s.exec(between)?.[1];
      if (list === undefined) return `${keyword}${between}${path}`;
      const parts = list.split(',').map((part) => {
        const [imported = '', local = imported] = part.trim().split(/\s+as\s+/);
        return `${home.prefix}${imported} as ${local}`;
      });
      return `${keyword}{${parts.join(',')}}from${path}`;
    },
  );
  writeFileSync(file, code);
}
