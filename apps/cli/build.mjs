import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, 'dist');
const stamp = join(dist, 'built');
const MINUTE = 60_000;
const sources = [
  'src',
  '../reporter/src',
  ...['core', 'files', 'warehouse', 'pipeline', 'checks', 'sample'].map((name) => `../../packages/${name}/src`),
];

const holdsNewer = (folder, than) =>
  readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? holdsNewer(path, than) : statSync(path).mtimeMs > than;
  });

/** True when the bundle is newer than every source file. */
export const isFresh = () => {
  try {
    const built = statSync(stamp).mtimeMs;
    return !sources.some((folder) => holdsNewer(join(here, folder), built));
  } catch {
    return false;
  }
};

/** Another program that bundles at the same time may have taken the file away. */
const isOld = (file, before) => (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? before) < before;

/** Bundles the program into one file of dist/, whose name says what is in it; `built` says which it is. */
export const build = async () => {
  const { build: bundle } = await import('esbuild');
  const { duckdbBinding, rawText, templates } = await import('./plugins.mjs');
  const started = Date.now();
  const next = `${dist}.${process.pid}`;
  await bundle({
    entryPoints: { assay: join(here, 'src/bin.ts') },
    outdir: next,
    entryNames: '[name]-[hash]',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    minify: true,
    external: ['@databricks/sql', '@resvg/resvg-js', 'thrift'],
    // What is imported late stays in the same file: there it is compiled once for all runs
    supported: { 'dynamic-import': false },
    banner: {
      js: "(function (require, __filename) { const importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
    },
    footer: { js: '})' },
    define: { ASSAY_ROOT: JSON.stringify('../../../'), 'import.meta.url': 'importMetaUrl' },
    plugins: [rawText, templates, duckdbBinding],
    logLevel: 'error',
  });
  // A program that is just starting may have read the old name; once it has started it needs no file any more.
  mkdirSync(dist, { recursive: true });
  const made = new Set(readdirSync(next));
  for (const name of readdirSync(dist))
    if (!made.has(name) && isOld(join(dist, name), started - MINUTE)) rmSync(join(dist, name), { force: true });
  for (const name of made) renameSync(join(next, name), join(dist, name));
  rmSync(next, { recursive: true });
  writeFileSync(`${stamp}.${process.pid}`, [...made].find((name) => name.endsWith('.cjs')) ?? '');
  renameSync(`${stamp}.${process.pid}`, stamp);
  utimesSync(stamp, new Date(started), new Date(started));
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
