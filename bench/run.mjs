/** Bundles `<name>.ts` and runs it with the arguments that follow: `node run.mjs bronze 1000000`. */
import { spawnSync } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const [name = '', ...rest] = process.argv.slice(2);

/** `import text from './x.sql?raw'`, as vite has it. */
const rawText = {
  name: 'raw-text',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.slice(0, -4)),
      namespace: 'raw-text',
    }));
    onLoad({ filter: /.*/, namespace: 'raw-text' }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      loader: 'text',
    }));
  },
};

const outfile = join(here, 'dist', `${name}.${process.pid}.mjs`);
await build({
  entryPoints: [join(here, `${name}.ts`)],
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['@duckdb/node-api', '@databricks/sql', '@resvg/resvg-js', 'thrift'],
  banner: {
    js: "import { createRequire as createRequire_ } from 'node:module'; const require = createRequire_(import.meta.url);",
  },
  plugins: [rawText],
  logLevel: 'error',
});
const { status } = spawnSync(process.execPath, [outfile, ...rest], { stdio: 'inherit', cwd: here });
await rm(outfile);
process.exitCode = status ?? 1;
