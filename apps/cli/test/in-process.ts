import { Writable } from 'node:stream';
import { main } from '../src/main.ts';
import type { Ended } from './program.ts';

const collecting = () => {
  let text = '';
  const stream = new Writable({
    write: (chunk, _, done) => {
      text += String(chunk);
      done();
    },
  });
  return { stream, text: () => text };
};

/** Runs a command within the test's own process, which starts no program and no bundler. */
export const assayHere = async (
  words: readonly string[],
  { cwd, env = {} }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Ended> => {
  const [stdout, stderr] = [collecting(), collecting()];
  const effects = {
    env,
    cwd,
    stdout: stdout.stream,
    stderr: stderr.stream,
    now: () => new Date(),
    signal: new AbortController().signal,
  };
  const code = await main(words, effects);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
};
