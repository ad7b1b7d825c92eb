import { Writable } from 'node:stream';
import { main } from '../src/main.ts';
import type { Ended } from './program.ts';

interface Options {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: Date;
}

/** Runs a command line in this process: the program without its start. */
export const assayHere = async (words: readonly string[], { cwd, env = {}, now }: Options): Promise<Ended> => {
  const text = { stdout: '', stderr: '' };
  const into = (name: 'stdout' | 'stderr') =>
    new Writable({
      write: (chunk, _, done) => {
        text[name] += chunk;
        done();
      },
    });
  const code = await main(words, {
    env: { LANG: 'C.UTF-8', ...env },
    ...{ cwd, stdout: into('stdout'), stderr: into('stderr'), signal: new AbortController().signal },
    now: () => now ?? new Date(),
  });
  return { code, ...text };
};
