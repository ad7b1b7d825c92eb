import { readdirSync, renameSync, statSync, utimesSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const pathOf = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** The program in one file. */
export const program = pathOf('dist/assay-reporter.cjs');

const sources = ['src', '../../packages/core/src'].map(pathOf);

/** True when the bundle is newer than every source file. */
export const isFresh = () => {
  const built = statSync(program, { throwIfNoEntry: false })?.mtimeMs;
  return built !== undefined && !sources.some((folder) => holdsNewer(folder, built));
};

const holdsNewer = (folder, than) =>
  readdirSync(folder, { withFileTypes: true }).some((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? holdsNewer(path, than) : statSync(path).mtimeMs > than;
  });

/** Bundles the program; whoever starts it meanwhile finds the old one or the new one. */
export const build = async () => {
  const { build: bundle } = await import('esbuild');
  const { rawText, templates } = await import('./plugins.mjs');
  const started = Date.now() / 1000;
  const next = `${program}.${process.pid}`;
  await bundle({
    entryPoints: [pathOf('src/bin.ts')],
    outfile: next,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minify: true,
    external: ['@resvg/resvg-js'],
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'importMetaUrl' },
    plugins: [rawText, templates],
    logLevel: 'error',
  });
  utimesSync(next, started, started);
  renameSync(next, program);
};
