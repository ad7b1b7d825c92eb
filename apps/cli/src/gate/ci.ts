import { appendFile, stat } from 'node:fs/promises';
import type { Report } from '@assay/core';
import { type CiOutput, ciOutputs, formats } from '@assay/reporter';
import type { Flags } from '../command.ts';
import type { Effects } from '../effects.ts';
import { folderInRepository } from '../project/repository.ts';
import { ciSystem } from './ci-system.ts';

/** GitHub drops the whole summary of a step that is longer. */
const LONGEST_SUMMARY = 1024 * 1024;

/** What `--ci` asks for beside the run's own text. */
const ciOf = (flags: Flags, env: Effects['env']): readonly CiOutput[] =>
  ciOutputs(ciSystem(flags)(env)).filter(({ format }) => format !== 'text');

export interface CiOptions {
  readonly flags: Flags;
  readonly effects: Effects;
  /** The project's folder. */
  readonly root: string;
}

/** Tells the CI system in its own manner: annotations on the lines of contracts, and a summary. */
export const tellCi = async (report: Report, { flags, effects, root }: CiOptions): Promise<void> => {
  const { env, stdout, stderr } = effects;
  const style = { root: await folderInRepository(root, env) };
  for (const { format, to } of ciOf(flags, env)) {
    const said = await formats[format].render(report, style);
    // A runner reads commands on both streams; with --json stdout holds one document alone
    if (to === 'stdout') (flags.json ? stderr : stdout).write(said);
    else {
      const written = await stat(to.append).then(
        ({ size }) => size,
        () => 0,
      );
      if (written + Buffer.byteLength(said) <= LONGEST_SUMMARY) await appendFile(to.append, said);
      else stderr.write('the step summary is full: this run is not on it\n');
    }
  }
};
