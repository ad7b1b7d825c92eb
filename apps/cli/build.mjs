import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { precompiled } from '../reporter/precompiled.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const stamp = join(dist, 'built');
const DAY = 86_400_000;
const sources = [
  'src',
  '../reporter/src',
  ...['core', 'warehouse', 'pipeline', 'checks', 'sample'].map((name) => `../../packages/${name}/src`),
];

const newest = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((latest, entry) => Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs), 0);

/** True when the bundle is younger than every source file. */
export const isFresh = () => {
  try {
    const built = statSync(stamp).mtimeMs;
    return sources.every((folder) => newest(join(here, folder)) <= built);
  } catch {
    return false;
  }
};

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
const duckdbBinding = {
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

/** Bundles the program into dist/, a chunk a command, so that each loads only what it needs. */
export const build = async () => {
  const { build: bundle } = await import('esbuild');
  const started = Date.now();
  const next = `${dist}.${process.pid}`;
  await bundle({
    entryPoints: [join(here, 'src/bin.ts')],
    outdir: next,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    minify: true,
    external: ['@databricks/sql', '@resvg/resvg-js', 'thrift'],
    banner: {
      js: "import { createRequire as createRequire_ } from 'node:module'; const require = createRequire_(import.meta.url);",
    },
    define: { ASSAY_ROOT: JSON.stringify('../../../') },
    plugins: [rawText, templates, duckdbBinding],
    logLevel: 'error',
  });
  // Chunks are named by what is in them, so those of the last day stay for programs that are still running.
  mkdirSync(dist, { recursive: true });
  const made = new Set(readdirSync(next));
  for (const name of readdirSync(dist))
    if (!made.has(name) && statSync(join(dist, name)).mtimeMs < started - DAY) rmSync(join(dist, name));
  for (const name of made) renameSync(join(next, name), join(dist, name));
  rmSync(next, { recursive: true });
  writeFileSync(stamp, new Date(started).toISOString());
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
