/** Bundles `<name>.ts` and runs it with the arguments that follow: `node run.mjs bronze 1000000`. */
import { spawnSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { rawText, templates } from '../apps/cli/plugins.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [name = '', ...rest] = process.argv.slice(2);

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
  plugins: [rawText, templates],
  logLevel: 'error',
});
const { status } = spawnSync(process.execPath, [outfile, ...rest], { stdio: 'inherit', cwd: here });
await rm(outfile);
process.exitCode = status ?? 1;
