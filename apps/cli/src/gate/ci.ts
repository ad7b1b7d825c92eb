import type { Report } from '@assay/core';
import { type CiOutput, ciOutputs, writeCiOutputs } from '@assay/reporter';
import type { Flags } from '../command.ts';
import type { Effects } from '../effects.ts';
import { folderInRepository } from '../project/repository.ts';
import { ciSystem } from './ci-system.ts';

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
  // A runner reads commands on both streams; with --json stdout holds one document alone
  const commands = flags.json ? stderr : stdout;
  await writeCiOutputs(report, {
    outputs: ciOf(flags, env),
    root: await folderInRepository(root, env),
    print: (text) => commands.write(text),
    note: (sentence) => stderr.write(`${sentence}\n`),
  });
};
