import { StringDecoder } from 'node:string_decoder';
import { readBytes } from '@assay/files';
import type { RawFile } from './raw-files.ts';

async function* lines(file: RawFile): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of readBytes(file)) {
    const cut = (rest + decoder.write(chunk)).split('\n');
    rest = cut.pop() ?? '';
    yield* cut;
  }
  yield rest + decoder.end();
}

/**
 * Gives lines by file name and number (blank ones not counted), reading each file once: ask in the order of the files, and
 * of the numbers in them.
 */
export const lineReader = (files: readonly RawFile[]): ((name: string, number: number) => Promise<string>) => {
  let current = '';
  let reached = 0;
  let source: AsyncGenerator<string> | undefined;
  return async (name, number) => {
    if (name !== current) {
      await source?.return(undefined);
      const file = files.find((one) => one.name === name);
      source = file && lines(file);
      current = name;
      reached = 0;
    }
    for (;;) {
      const next = await source?.next();
      if (!next || next.done) return '';
      if (next.value.trim() !== '') reached += 1;
      if (reached === number) return next.value.trim();
    }
  };
};
