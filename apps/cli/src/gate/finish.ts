import { join, relative, resolve } from 'node:path';
import { explainFailure, type Report, UnavailableError } from '@assay/core';
import { writeAtomically } from '@assay/files';
import { exitCode, findings, formats, terminalStyle } from '@assay/reporter';
import type { Flags } from '../command.ts';
import type { Effects } from '../effects.ts';
import type { LoadedProject } from '../project/load.ts';
import { keepRun } from '../report/history.ts';
import { together } from '../together.ts';
import { tellCi } from './ci.ts';
import type { Delivered } from './deliver.ts';
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

/** What could not be done after a run had its verdict, and why. */
export interface Trouble {
  readonly what: string;
  readonly why: string;
  /** Nothing can make up for it. */
  readonly isOver?: boolean;
}

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
  /** What failed before. */
  readonly troubles?: readonly Trouble[] | undefined;
  /** Called once nothing of the run is left to be written. */
  readonly onKept?: (() => Promise<void>) | undefined;
}

const jsonOf = (report: Report): string => `${JSON.stringify(report, null, 1)}\n`;

/** Writes report and page to their run's folder and where the last ones are found. */
const keepReport = async (report: Report, loaded: LoadedProject, latest: string): Promise<void> => {
  const json = jsonOf(report);
  const folder = join(historyFolder(loaded), report.run.id);
  // First the report: of it the next run makes the rest where this process is killed
  const [html] = await together([formats.html.render(report), writeAtomically(join(folder, 'report.json'), json)]);
  await together([
    writeAtomically(join(folder, 'report.html'), html),
    writeAtomically(join(latest, 'report.json'), json),
    writeAtomically(join(latest, 'report.html'), html),
  ]);
};

interface Recorded {
  readonly troubles: readonly Trouble[];
  readonly delivery: Delivered;
}

/**
 * Writes the report, then the mail, and only then takes the run into the history: what is in it counts as told, so a
 * process that is killed in between is not the last that speaks of a breach.
 */
export const record = async (
  report: Report,
  finishing: Pick<Finishing, 'loaded' | 'effects' | 'latest' | 'remind'>,
): Promise<Recorded> => {
  const { loaded, latest = latestFolder(loaded) } = finishing;
  const troubles: Trouble[] = [];
  const attempt = (what: string, work: Promise<void>) =>
    work.catch((error) => void troubles.push({ what, why: explainFailure(error, 'assay').sentence }));
  await attempt('its report is not written', keepReport(report, loaded, latest));
  const delivery = await mailReport(report, finishing);
  if (troubles.length === 0) await attempt('it is not in the history', keepRun(historyFolder(loaded), report));
  return { troubles, delivery };
};

/** Puts the run's mail into the outbox and sends it; gives what is to be said of that. */
const mailReport = async (
  report: Report,
  { loaded, effects, remind }: Pick<Finishing, 'loaded' | 'effects' | 'remind'>,
): Promise<Delivered> => {
  const { mail } = loaded.project;
  if (!mail) return { said: undefined, isLeft: false };
  const page = pageAddress(report.run.id, { mail, history: historyFolder(loaded), env: effects.env });
  return (await import('./deliver.ts')).tryToDeliver(report, { loaded, effects, page, remind });
};

/** What comes after the verdict: each may fail by itself, and then the run is what it was, and that is told. */
const afterwards = async (
  report: Report,
  finishing: Finishing,
): Promise<{ troubles: Trouble[]; delivery: string | undefined; isShown: boolean; isMailLeft: boolean }> => {
  const { loaded, flags, effects, candidate = false, latest = latestFolder(loaded) } = finishing;
  const { stdout } = effects;
  const recorded = await record(report, finishing);
  const troubles: Trouble[] = [...(finishing.troubles ?? []), ...recorded.troubles];
  const attempt = async <T>(what: string, work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch (error) {
      troubles.push({ what, why: explainFailure(error, 'assay').sentence });
      return undefined;
    }
  };
  let isShown = true;
  const show = async (text: string) => {
    stdout.writeRaw(text);
    const why = await stdout.loss();
    if (why === undefined) return;
    isShown = false;
    troubles.push({ what: 'standard output could not be written', why, isOver: true });
  };
  if (flags.json) await show(jsonOf(report));
  else if (!flags.quiet) {
    const page = join(latest, 'report.html');
    const where = relative(effects.cwd, page) || page;
    const style = { ...textStyle(flags, effects), page: where, next: closerLook(report, candidate) };
    await attempt('it is not shown', async () => show(await formats.text.render(report, style)));
  }
  await attempt('the CI system is not told', () => tellCi(report, { flags, effects, root: loaded.root }));
  const { said: delivery, isLeft: isMailLeft } = recorded.delivery;
  return { troubles, delivery, isShown, isMailLeft };
};

/**
 * Keeps the run, writes the page, sends the mail and says what came of it. Gives the exit code: what fails here changes
 * neither a breach nor a publication, and for the rest it is an `UnavailableError`.
 */
export const finish = async (report: Report, finishing: Finishing): Promise<number> => {
  const { flags, effects, onKept } = finishing;
  const { troubles, delivery, isShown, isMailLeft } = await afterwards(report, finishing);
  if (delivery && !flags.quiet) effects.stderr.write(`${delivery}\n`);
  const code = exitCode(report);
  const open = troubles.filter(({ isOver }) => !isOver);
  if (open.length === 0 && !isMailLeft) await onKept?.().catch(() => undefined); // else it is told a second time, which changes nothing
  if (troubles.length === 0) return code;
  const { published, verdict, run } = report;
  const word = published ? 'Published' : published === null ? 'Checked' : 'Refused';
  const said = troubles.map(({ what, why }) => `${what}: ${why}`).join('; ');
  const later = published && open.length > 0 ? '; the next command makes up for it' : '';
  const sentence = `${word} run ${run.id}, as of ${run.as_of}, but ${said}${later}`;
  if (!published && verdict === 'pass') throw new UnavailableError(sentence);
  effects.stderr.write(`${sentence}\n`);
  // Readers have the new set; only who asked for a document and has not got it is told by the exit code as well
  return flags.json && !isShown && code === 0 ? 3 : code;
};
