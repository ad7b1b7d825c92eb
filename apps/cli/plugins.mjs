export { rawText, templates } from '../reporter/plugins.mjs';

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
