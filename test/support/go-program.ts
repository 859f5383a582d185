import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether Go is on this machine. Says so when it is not, because tests are skipped then. */
export function hasGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    const what = 'tests against the real hashicorp/raft are skipped: they need the command go';
    process.stderr.write(`${what}\n`);
    return false;
  }
}

/** Builds the Go program in a directory; modules are fetched when they are not in Go's cache. */
export function buildGoProgram(directory: string): { readonly path: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'mokv-go-'));
  const path = join(home, 'program');
  execFileSync('go', ['build', '-o', path, '.'], { cwd: directory, stdio: 'inherit' });
  return { path, remove: () => rmSync(home, { recursive: true }) };
}
