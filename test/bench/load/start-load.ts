import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LoadPlan, Measured } from './plan.ts';

const program = fileURLToPath(new URL('../load-process.ts', import.meta.url));
const run = promisify(execFile);

/** Runs a load in a process of its own and gives what it measured. */
export async function startLoad(plan: LoadPlan): Promise<Measured> {
  const { stdout } = await run(process.execPath, [program, JSON.stringify(plan)]);
  return JSON.parse(stdout) as Measured;
}
