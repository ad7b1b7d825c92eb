import { join } from 'node:path';
import { historyFolder, latestFolder } from '../gate/finish.ts';
import type { LoadedProject } from '../project/load.ts';

/** Audits of one kind are kept by themselves: an hourly audit neither pushes the gate's runs out nor takes their page. */
export interface Series {
  readonly loaded: LoadedProject;
  /** Where the last run's page lies. */
  readonly latest: string;
}

export const seriesOf = (loaded: LoadedProject, schema: string | undefined): Series => {
  // A hyphen cannot stand in a run id, so that this folder is never taken for a run
  const name = schema === undefined ? 'audit-runs' : `audit-of-${schema.replaceAll(/\W/g, '_')}`;
  const folder = join(historyFolder(loaded), name);
  const { mail } = loaded.project;
  // `always` is for gates: nobody wants a mail every hour
  const quiet = mail && { ...mail, when: mail.when === 'always' ? ('changed' as const) : mail.when };
  return {
    loaded: { ...loaded, project: { ...loaded.project, history: folder, mail: quiet } },
    latest: join(latestFolder(loaded), name),
  };
};
