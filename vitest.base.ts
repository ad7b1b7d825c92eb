import { defineConfig } from 'vitest/config';
import { precompiled } from './apps/reporter/precompiled.mjs';

const templates = {
  name: 'templates',
  transform: (source: string, path: string) => (path.endsWith('.hbs') ? precompiled(source) : undefined),
};

/** The tests of one package: `*.test.ts` are fast; `*.<special>.test.ts` (browser, spark, kill) have a command each. */
export const tests = (special?: string) =>
  defineConfig({
    plugins: [templates],
    test: {
      include: [special ? `test/**/*.${special}.test.ts` : 'test/**/*.test.ts'],
      exclude: special ? [] : ['test/**/*.{browser,spark,kill,large,fuzz,dbt}.test.ts'],
      testTimeout: special ? 900_000 : 120_000,
      hookTimeout: special ? 900_000 : 120_000,
      passWithNoTests: false,
      css: true,
      pool: 'forks',
      maxWorkers: 2,
    },
  });
