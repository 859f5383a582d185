import { globSync, readFileSync, writeFileSync } from 'node:fs';

/** CommonJS dependencies that stay outside of the bundle are loaded by require. */
export const requireBanner =
  "import { createRequire as createMokvRequire } from 'node:module'; const require = createMokvRequire(import.meta.url);";

/** To make a function that nobody calls costs each module a part of a millisecond. */
export function dropUnusedRequire(): void {
  for (const file of globSync('dist/**/*.js')) {
    const code = readFileSync(file, 'utf8');
    const rest = code.replace(`${requireBanner}\n`, '');
    if (rest !== code && !/\brequire\b/.test(rest)) writeFileSync(file, rest);
  }
}
