import type { Plugin } from 'esbuild';

/** Parts of dependencies that nothing here uses, and what stands in their place. */
const unused = [
  // Ink loads the developer tools of React where the environment has DEV=true.
  { import: /^\.\/devtools\.js$/, by: /\/ink\//, contents: '' },
  // Commander runs subcommands that are programs of their own with it; ours are functions.
  { import: /^node:child_process$/, by: /\/commander\//, contents: 'module.exports = {};' },
  // Without the package `long`, protobufjs makes a number of a 64-bit field, which is what all of ours are
  // (StrictReader). It brings along WebAssembly too, which takes 2 ms to compile.
  { import: /^long$/, by: /\/protobufjs\//, contents: 'module.exports = undefined;' },
] as const;

export const withoutUnused: Plugin = {
  name: 'without-unused',
  setup: ({ onResolve, onLoad }) => {
    for (const { import: filter, by, contents } of unused) {
      const namespace = `unused ${filter.source}`;
      onResolve({ filter }, ({ path, importer }) =>
        by.test(importer) ? { path, namespace } : undefined,
      );
      onLoad({ filter: /.*/, namespace }, () => ({ contents }));
    }
  },
};
