import { type Report, type SharedHistory, UnavailableError, type Warehouse } from '@assay/core';
import type { Progress } from '../progress.ts';
import { summarise, takeOver } from '../report/history.ts';

type Shared = Pick<Warehouse, 'history'>;

/** What others may keep is never worth the run: where it cannot be had, that is told and the run goes on. */
const orTell = async (work: (history: SharedHistory) => Promise<void>, { history }: Shared, progress: Progress) => {
  if (!history) return;
  await work(history).catch((error) => {
    if (!(error instanceof UnavailableError)) throw error;
    progress.note(`the history in the warehouse is left alone: ${error.message}`);
  });
};

/** Takes over the runs that other machines wrote down in the warehouse, so that this one's report can look back on them. */
export const recall = (warehouse: Shared, at: { folder: string; target: string; progress: Progress }): Promise<void> =>
  orTell((history) => takeOver(at.folder, history, at.target), warehouse, at.progress);

/** Writes a finished run down in the warehouse. */
export const share = (report: Report, warehouse: Shared, progress: Progress): Promise<void> =>
  orTell(
    (history) =>
      history.keep({
        ...{ run: report.run.id, project: report.run.project, target: report.run.target, asOf: report.run.as_of },
        ...{ verdict: report.verdict, published: report.published },
        ...{ summary: JSON.stringify(summarise(report)), report: JSON.stringify(report) },
      }),
    warehouse,
    progress,
  );
