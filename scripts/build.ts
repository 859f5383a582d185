// Bundles into dist/ the command line (mokv.js), the client library (client.js) and the node for embedding
// (node.js), and one chunk for each thing that is loaded lazily, so that `mokv get` reads little.
//   node scripts/build.ts --types    also declares their types, in dist/types
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { builtinsOnDemand } from './build/builtins-on-demand.ts';
import { mergeChunks } from './build/merge-chunks.ts';
import { dropUnusedRequire, requireBanner } from './build/require-banner.ts';
import { withoutUnused } from './build/without-unused.ts';

rmSync('dist', { recursive: true, force: true });
const { metafile } = await build({
  entryPoints: {
    mokv: 'src/cli/main.ts',
    client: 'src/client/index.ts',
    node: 'src/node/embed.ts',
  },
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
  plugins: [withoutUnused, builtinsOnDemand],
  banner: { js: requireBanner },
  logLevel: 'warning',
  metafile: true,
});
dropUnusedRequire();
await mergeChunks(metafile);
chmodSync('dist/mokv.js', 0o755);
if (process.argv.includes('--types')) declareTypes();

/** Only the declarations that the two entries need. The generated messages have theirs already. */
function declareTypes(): void {
  const config = 'dist/tsconfig.types.json';
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rewriteRelativeImportExtensions: true,
    rootDir: '../src',
    outDir: 'types',
  };
  const files = ['../src/client/index.ts', '../src/node/embed.ts'];
  writeFileSync(
    config,
    JSON.stringify({ extends: '../tsconfig.json', compilerOptions, files, include: [] }),
  );
  execFileSync('node_modules/.bin/tsc', ['-p', config], { stdio: 'inherit' });
  rmSync(config);
  mkdirSync('dist/types/api/gen', { recursive: true });
  copyFileSync('src/api/gen/messages.d.ts', 'dist/types/api/gen/messages.d.ts');
}
