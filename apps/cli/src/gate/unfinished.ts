import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { explainFailure, type Report, type Warehouse } from '@assay/core';
import { isLeftOver, temporaryName, writeAtomically } from '@assay/files';
import { readReport } from '@assay/reporter';
import { openWarehouse } from '@assay/warehouse';
import type { Effects } from '../effects.ts';
import type { LoadedProject } from '../project/load.ts';
import { stateFolder } from './deliver.ts';
import { record } from './finish.ts';

const NAME = /^unfinished-([a-z0-9_]+)\.json$/;
const DAY = 86_400_000;

const place = (loaded: LoadedProject, run: string): string => join(stateFolder(loaded), `unfinished-${run}.json`);

/** The runs that this process is about to tell of. */
const mine = new Set<string>();

/** Lays the report of a run aside before its set is published, so that whoever comes after a fault can tell of it. */
export const layAside = async (report: Report, loaded: LoadedProject): Promise<void> => {
  mine.add(report.run.id);
  await writeAtomically(place(loaded, report.run.id), JSON.stringify({ by: basename(temporaryName('run')), report }));
};

export const settle = async (run: string, loaded: LoadedProject): Promise<void> => {
  mine.delete(run);
  await rm(place(loaded, run), { force: true });
};

/** This process tells of a run no more, whatever came of it. */
export const leave = (run: string): void => void mine.delete(run);

interface Unfinished {
  readonly run: string;
  /** Undefined where it is not whole. */
  readonly report: Report | undefined;
}

/** Of a process that goes on nothing is made up for; one that bears an old number is another by now. */
const isAtWork = async (file: string, run: string, by: string): Promise<boolean> => {
  if (mine.has(run)) return true;
  const age = Date.now() - (await stat(file)).mtimeMs;
  return !by.includes(`-${process.pid}-`) && !isLeftOver(by) && Math.abs(age) < DAY;
};

const unfinished = async (loaded: LoadedProject): Promise<Unfinished[]> => {
  const names = await readdir(stateFolder(loaded)).catch(() => []);
  const found: Unfinished[] = [];
  for (const name of names) {
    const run = NAME.exec(name)?.[1];
    if (run === undefined) continue;
    try {
      const { by, report } = JSON.parse(await readFile(place(loaded, run), 'utf8'));
      if (await isAtWork(place(loaded, run), run, String(by))) continue;
      if (report?.run?.target === loaded.targetName)
        found.push({ run, report: await readReport(JSON.stringify(report)) });
    } catch {
      found.push({ run, report: undefined });
    }
  }
  return found;
};

export interface MakingUp {
  readonly loaded: LoadedProject;
  readonly effects: Effects;
  readonly tell: (message: string) => void;
  /** An open warehouse; one is opened where it is needed. */
  readonly warehouse?: Warehouse | undefined;
  /** What is not published by now never will be. */
  readonly isSettled?: boolean | undefined;
}

/** Tells of runs that published their set and could not tell of it: history, page and mail. Never stops a command. */
export const tellLate = async (making: MakingUp): Promise<void> => {
  const { loaded, effects, tell, isSettled } = making;
  const left = await unfinished(loaded);
  if (left.length === 0) return;
  const warehouse = making.warehouse ?? (await openWarehouse(loaded.target, { tell }));
  try {
    const current = await warehouse.publication();
    const published = new Set([current, ...(await warehouse.previous())].map((one) => one?.run));
    for (const { run, report } of left) {
      if (report && published.has(run)) {
        const { troubles, delivery } = await record(report, { loaded, effects });
        const why = troubles.map((trouble) => `${trouble.what}: ${trouble.why}`).join('; ');
        const now = why === '' ? 'its report is written now' : why;
        tell(`Published run ${run}, as of ${report.run.as_of}, but stopped before it was told: ${now}`);
        if (delivery.said) tell(delivery.said);
        if (why === '' && !delivery.isLeft) await settle(run, loaded);
      } else if (isSettled) await settle(run, loaded);
    }
  } catch (error) {
    tell(`what a stopped run did not tell is not made up for: ${explainFailure(error, 'assay').sentence}`);
  } finally {
    if (!making.warehouse) await warehouse.close().catch(() => undefined);
  }
};
