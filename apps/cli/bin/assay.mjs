#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { run } from './run.mjs';

// A checkout runs what its sources say: the bundle is made anew when one of them is younger.
if (existsSync(new URL('../src/bin.ts', import.meta.url))) {
  const { build, isFresh } = await import('../build.mjs');
  if (!isFresh()) await build();
}
run();
