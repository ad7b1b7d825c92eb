import { join, relative, resolve } from 'node:path';
import type { Report } from '@assay/core';
import { exitCode, findings, formats, terminalStyle, writeAtomically } from '@assay/reporter';
import type { Flags } from '../command.ts';
import type { Effects } from '../effects.ts';
import type { LoadedProject } from '../project/load.ts';
import { keepRun } from '../report/history.ts';
import { together } from '../together.ts';
import { tellCi } from './ci.ts';
import { pageAddress } from './page-address.ts';

export const historyFolder = ({ root, project }: LoadedProject): string => resolve(root, project.history);
export const latestFolder = ({ root }: LoadedProject): string => join(root, '.assay', 'latest');

/** How the terminal wants its text. */
export const textStyle = (flags: Flags, effects: Effects) => terminalStyle(effects, flags['no-color'] === true);

/** The command that shows the worst table as the run saw it. */
const closerLook = (report: Report, candidate: boolean): string | undefined => {
  const worst = findings(report).find(({ standing }) => standing === 'fail')?.table;
  if (worst === undefined || worst.rows === null) return undefined;
  return `assay spot ${worst.name}${candidate ? ' --candidate' : ''}`;
};

export interface Finishing {
  readonly loaded: LoadedProject;
  readonly flags: Flags;
  readonly effects: Effects;
  /** It was a candidate that was looked at, and it is still there. */
  readonly candidate?: boolean | undefined;
  /** Where the last run's page lies; the gate's place when absent. */
  readonly latest?: string | undefined;
  /** Every so many hours what still fails is mailed again; never when absent. */
  readonly remind?: number | undefined;
}

/** Keeps the run, writes the page, sends the mail and says what came of it. Gives the exit code. */
export const finish = async (
  report: Report,
  { loaded, flags, effects, candidate = false, latest = latestFolder(loaded), remind }: Finishing,
): Promise<number> => {
  const json = `${JSON.stringify(report, null, 1)}\n`;
  const folder = historyFolder(loaded);
  const page = join(latest, 'report.html');
  const write = async () => {
    const html = await formats.html.render(report);
    await together([
      writeAtomically(join(folder, report.run.id, 'report.html'), html),
      writeAtomically(join(latest, 'report.json'), json),
      writeAtomically(page, html),
    ]);
  };
  await together([keepRun(folder, report, { 'report.json': json }), write()]);
  const address = pageAddress(report.run.id, { mail: loaded.project.mail, history: folder, env: effects.env });
  const mail = loaded.project.mail && (await import('./deliver.ts'));
  const delivery = await mail?.tryToDeliver(report, { loaded, effects, page: address, remind });
  if (flags.json) effects.stdout.write(json);
  else if (!flags.quiet) {
    const where = relative(effects.cwd, page) || page;
    const shown = { ...textStyle(flags, effects), page: where, next: closerLook(report, candidate) };
    effects.stdout.writeRaw(await formats.text.render(report, shown));
  }
  await tellCi(report, { flags, effects, root: loaded.root });
  if (delivery && !flags.quiet) effects.stderr.write(`${delivery}\n`);
  return exitCode(report);
};
