import { join } from 'node:path';
import type { Report } from '@assay/core';
import type { Flags } from '../command.ts';
import type { Effects } from '../effects.ts';
import { type Finishing, historyFolder, latestFolder } from '../gate/finish.ts';
import type { LoadedProject } from '../project/load.ts';
import { isReminderDue, noteMail } from './remind.ts';

/** Audits of one kind are kept by themselves: an hourly audit neither pushes the gate's runs out nor takes their page. */
export interface Series {
  readonly loaded: LoadedProject;
  /** How the run is kept and mailed. */
  finishing(report: Report, around: { flags: Flags; effects: Effects }): Promise<Finishing>;
}

const isWell = ({ tables }: Report): boolean => tables.every(({ verdict }) => verdict === 'pass' || verdict === 'skip');

export const seriesOf = (loaded: LoadedProject, schema: string | undefined): Series => {
  // A hyphen cannot stand in a run id, so that this folder is never taken for a run
  const name = schema === undefined ? 'audit-runs' : `audit-of-${schema.replaceAll(/\W/g, '_')}`;
  const folder = join(historyFolder(loaded), name);
  const { mail, audit } = loaded.project;
  const kept = { ...loaded, project: { ...loaded.project, history: folder } };
  return {
    loaded: kept,
    finishing: async (report, { flags, effects }) => {
      const now = effects.now();
      const remind = !isWell(report) && (await isReminderDue(folder, { remind: audit.remind, now }));
      const when = mail?.when === 'never' ? 'never' : remind ? 'always' : 'changed';
      return {
        ...{ flags, effects, latest: join(latestFolder(loaded), name) },
        loaded: mail ? { ...kept, project: { ...kept.project, mail: { ...mail, when } } } : kept,
        onMailed: () => noteMail(folder, now),
      };
    },
  };
};
