import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasProgram } from './has-program.ts';

export function hasGo(what = 'tests against the real hashicorp/raft'): boolean {
  return hasProgram('go', what);
}

/** Whether the modules of a Go program are in Go's cache or can be fetched; says so when not. */
export function hasGoModules(directory: string, what: string): boolean {
  try {
    execFileSync('go', ['mod', 'download'], { cwd: directory, stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write(`${what} are skipped: their Go modules cannot be fetched\n`);
    return false;
  }
}

/**
 * Builds the Go program in a directory, or another one that its module requires; modules are fetched
 * when they are not in Go's cache.
 */
export function buildGoProgram(
  directory: string,
  program = '.',
): { readonly path: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'mokv-go-'));
  const path = join(home, 'program');
  execFileSync('go', ['build', '-o', path, program], { cwd: directory, stdio: 'inherit' });
  return { path, remove: () => rmSync(home, { recursive: true }) };
}
