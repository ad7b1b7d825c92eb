import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { precompiled } from '../reporter/precompiled.mjs';

/** `import text from './x.sql?raw'`, as vite has it. */
export const rawText = {
  name: 'raw-text',
  setup(build) {
    build.onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice(0, -4)),
      namespace: 'raw-text',
    }));
    build.onLoad({ filter: /.*/, namespace: 'raw-text' }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      loader: 'text',
    }));
  },
};

export const templates = {
  name: 'templates',
  setup(build) {
    build.onLoad({ filter: /\.hbs$/ }, async ({ path }) => ({ contents: precompiled(await readFile(path, 'utf8')) }));
  },
};

/** What DuckDB ships for each platform stays where it is installed: only its own package finds it. */
export const duckdbBinding = {
  name: 'duckdb-binding',
  setup(build) {
    build.onResolve({ filter: /^@duckdb\/node-bindings$/ }, ({ path }) => ({ path, namespace: 'installed' }));
    build.onLoad({ filter: /.*/, namespace: 'installed' }, ({ path }) => ({
      contents: `const { createRequire } = require('node:module');
        module.exports = createRequire(require.resolve('@duckdb/node-api'))('${path}');`,
      loader: 'js',
    }));
    build.onResolve({ filter: /^@duckdb\/node-api$/ }, ({ namespace }) =>
      namespace === 'installed' ? { external: true } : undefined,
    );
  },
};
