import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

const namespace = 'builtin';

/**
 * An `import` of a module of Node's has Node read everything that the module exports, and so load all that
 * those would load only when used: undici for `node:http`, workers and more for `node:process`. What
 * getBuiltinModule gives is loaded piece by piece, as long as nobody looks at the descriptors of its
 * properties: esbuild would, to copy them, but what an object inherits it leaves alone. Not in the entry, which
 * old versions of Node must run too.
 */
export const builtinsOnDemand: Plugin = {
  name: 'builtins-on-demand',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^[a-z_:/0-9]+$/ }, ({ path, importer }) => {
      if (!isBuiltin(path) || importer.endsWith('/src/cli/main.ts')) return undefined;
      return { path: path.replace(/^node:/, ''), namespace };
    });
    onLoad({ filter: /.*/, namespace }, ({ path }) => ({ contents: contentsOf(path) }));
  },
};

function contentsOf(name: string): string {
  if (name === 'process') return 'module.exports = process;';
  const builtin = `process.getBuiltinModule('node:${name}')`;
  // Some are functions or classes, and must stay what they are.
  const isObject = typeof process.getBuiltinModule(name) === 'object';
  return `module.exports = ${isObject ? `Object.create(${builtin})` : builtin};`;
}
