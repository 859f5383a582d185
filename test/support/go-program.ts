import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasProgram } from './has-program.ts';

export function hasGo(): boolean {
  return hasProgram('go', 'tests against the real hashicorp/raft');
}

/** Builds the Go program in a directory; modules are fetched when they are not in Go's cache. */
export function buildGoProgram(directory: string): { readonly path: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'mokv-go-'));
  const path = join(home, 'program');
  execFileSync('go', ['build', '-o', path, '.'], { cwd: directory, stdio: 'inherit' });
  return { path, remove: () => rmSync(home, { recursive: true }) };
}
