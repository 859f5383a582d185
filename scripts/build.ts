// Bundles the command line into dist/: the entry mokv.js and one chunk for each thing that is loaded
// lazily, so that `mokv get` reads little.
import { chmodSync, rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: { mokv: 'src/cli/main.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  // These look for files beside their own code, a native module and .proto files, where npm put them.
  external: ['classic-level', '@grpc/reflection'],
  define: { 'process.env.NODE_ENV': '"production"' },
  // CommonJS dependencies call require for Node's own modules.
  banner: {
    js: "import { createRequire as createMokvRequire } from 'node:module'; const require = createMokvRequire(import.meta.url);",
  },
  logLevel: 'warning',
});
chmodSync('dist/mokv.js', 0o755);
