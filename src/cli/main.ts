#!/usr/bin/env node
// Kept tiny, and in syntax that every Node has: an old one must get as far as the check.
import module from 'node:module';
import { join } from 'node:path';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`mokv: Node 22.12 or newer is needed, this is ${process.versions.node}\n`);
  process.exitCode = 1;
} else {
  // The warnings are for developers of mokv, who see them in the tests; TLS to an IP address causes DEP0123 for
  // every endpoint that is an IP address.
  process.noDeprecation = true;
  enableCompileCache();
  const { start } = await import('./start.ts');
  await start();
}

/** Start-up takes a third less. Not in the shared temporary directory, where others could prepare it. */
function enableCompileCache(): void {
  const { NODE_COMPILE_CACHE, XDG_CACHE_HOME, HOME } = process.env;
  const cacheHome = XDG_CACHE_HOME || (HOME && join(HOME, '.cache'));
  if (NODE_COMPILE_CACHE) module.enableCompileCache();
  else if (cacheHome) module.enableCompileCache(join(cacheHome, 'mokv'));
}
