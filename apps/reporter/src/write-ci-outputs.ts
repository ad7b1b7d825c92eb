import { appendFile, stat } from 'node:fs/promises';
import type { Report } from '@assay/core';
import type { CiOutput } from './ci.ts';
import { formats } from './formats.ts';

/** GitHub drops the whole summary of a step that is longer. */
const LONGEST_SUMMARY = 1024 * 1024;

export interface CiWriting {
  readonly outputs: readonly CiOutput[];
  /** The project's folder as seen from the root of the repository. */
  readonly root: string | undefined;
  /** Takes what belongs on stdout. */
  readonly print: (text: string) => void;
  /** Takes a sentence for whoever reads the log. */
  readonly note: (sentence: string) => void;
}

/** Writes each view where a CI system takes it: annotations on the lines of contracts, and a summary. */
export async function writeCiOutputs(report: Report, { outputs, root, print, note }: CiWriting): Promise<void> {
  for (const { format, to } of outputs) {
    const text = await formats[format].render(report, { root });
    if (to === 'stdout') print(text);
    else if ((await sizeOf(to.append)) + Buffer.byteLength(text) <= LONGEST_SUMMARY) await appendFile(to.append, text);
    else note('the step summary is full: this run is not on it');
  }
}

function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
