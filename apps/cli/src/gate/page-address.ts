import { join } from 'node:path';
import type { Project } from '@assay/core';
import { ciPage } from '@assay/reporter';
import type { Effects } from '../effects.ts';

interface Around {
  readonly mail: Project['mail'];
  /** The folder of the history. */
  readonly history: string;
  readonly env: Effects['env'];
}

/** Where who reads the mail of a run finds its page: where assay.yml says, else with the CI system, else in the history. */
export const pageAddress = (run: string, { mail, history, env }: Around): string =>
  mail?.page?.replaceAll('{run}', run) ?? ciPage(env) ?? join(history, run, 'report.html');
