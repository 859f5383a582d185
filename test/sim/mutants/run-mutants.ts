import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RunResult } from '../run.ts';
import { runInWorkers, type SeedRange } from '../run-seeds.ts';
import { type Mutant, mutants, type Patch } from './mutants.ts';

export interface MutantOptions extends SeedRange {
  readonly only: string;
  print(line: string): void;
}

/**
 * Plants each bug in a copy of the sources and looks for it with the same seeds as always. Tells the
 * exit code: 1 when one was not found, when one is found that is held for harmless, or when a patch no
 * longer fits the code.
 */
export async function runMutants(options: MutantOptions): Promise<number> {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const copy = await mkdtemp(join(tmpdir(), 'mokv-mutants-'));
  const chosen = mutants.filter(({ name }) => name.includes(options.only));
  let wrong = 0;
  try {
    await cp(join(root, 'src'), join(copy, 'src'), { recursive: true });
    await cp(join(root, 'test/sim'), join(copy, 'test/sim'), { recursive: true });
    await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
    await writeFile(join(copy, 'package.json'), '{ "type": "module" }');
    for (const mutant of chosen) {
      if (!(await tryMutant(mutant, copy, options))) wrong += 1;
    }
  } finally {
    await rm(copy, { recursive: true });
  }
  options.print(`${chosen.length - wrong} of ${chosen.length} planted bugs are as expected`);
  return wrong === 0 ? 0 : 1;
}

async function tryMutant(mutant: Mutant, copy: string, options: MutantOptions): Promise<boolean> {
  const restore = await apply(mutant.patches, copy);
  const started = performance.now();
  const found = await search(copy, options);
  await restore();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const where = found === undefined ? 'not found' : describe(found);
  const isExpected = (found === undefined) === (mutant.harmless !== undefined);
  const remark = mutant.harmless === undefined ? '' : ` (held for harmless: ${mutant.harmless})`;
  options.print(`${isExpected ? 'ok  ' : 'FAIL'} ${mutant.name}: ${where}, ${seconds} s${remark}`);
  return isExpected;
}

async function search(copy: string, options: SeedRange): Promise<RunResult | undefined> {
  const worker = pathToFileURL(join(copy, 'test/sim/seed-worker.ts'));
  let found: RunResult | undefined;
  await runInWorkers(worker, options, (result) => {
    if (result.violation === undefined) return 'goOn';
    found ??= result;
    return 'enough';
  });
  return found;
}

function describe({ seed, violation }: RunResult): string {
  return `seed ${seed}, ${violation?.message}`;
}

/** Returns what takes the bug out again. */
async function apply(patches: readonly Patch[], copy: string): Promise<() => Promise<void>> {
  const originals: { readonly path: string; readonly text: string }[] = [];
  for (const { file, find, replace } of patches) {
    const path = join(copy, file);
    const text = await readFile(path, 'utf8');
    if (text.split(find).length !== 2) {
      throw new Error(`${file} does not hold exactly once what a patch replaces: ${find}`);
    }
    originals.push({ path, text });
    await writeFile(
      path,
      text.replace(find, () => replace),
    );
  }
  return async () => {
    for (const { path, text } of originals.reverse()) await writeFile(path, text);
  };
}
