import { spawnSync } from 'node:child_process';

export interface Measured {
  readonly seconds: number;
  readonly stdout: string;
  /** The most memory that the process had. */
  readonly megabytes: number;
}

/** Runs `node` with some words to its end, and tells what that took; nobody pays for what others have written before. */
export const measure = (words: readonly string[], cwd?: string): Measured => {
  spawnSync('sync');
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync('/usr/bin/env', ['time', '-f', '%M', process.execPath, ...words], {
    cwd,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  const megabytes = Number(stderr.trim().split('\n').at(-1)) / 1024;
  return { seconds: (performance.now() - start) / 1000, stdout, megabytes };
};

export const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
