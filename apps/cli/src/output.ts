import type { Effects } from './effects.ts';

/** Says what is published now; where that cannot be said, readers have it all the same. Gives the exit code. */
export const tellPublished = async (
  said: { readonly text: string; readonly sentence: string; readonly isDocument: boolean },
  { stdout, stderr }: Pick<Effects, 'stdout' | 'stderr'>,
): Promise<number> => {
  stdout.write(said.text);
  const why = await stdout.loss();
  if (why === undefined) return 0;
  stderr.write(`${said.sentence}, but standard output could not be written: ${why}\n`);
  return said.isDocument ? 3 : 0;
};
