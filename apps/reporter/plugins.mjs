import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { precompiled } from './precompiled.mjs';

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
