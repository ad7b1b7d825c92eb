import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Run } from '@assay/core';
import type { LoadedProject } from './load.ts';

const two = (n: number) => String(n).padStart(2, '0');

const runId = (now: Date): string => {
  const day = `${now.getUTCFullYear()}${two(now.getUTCMonth() + 1)}${two(now.getUTCDate())}`;
  const time = `${two(now.getUTCHours())}${two(now.getUTCMinutes())}${two(now.getUTCSeconds())}`;
  const unlike = Math.floor(Math.random() * 0x10000)
    .toString(16)
    .padStart(4, '0');
  return `${day}_${time}_${unlike}`;
};

const gitRevision = async (root: string): Promise<string | null> => {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root });
    return stdout.trim();
  } catch {
    return null;
  }
};

/** A new run: from here on nobody asks the clock. */
export const newRun = async ({ root, project, targetName, asOf }: LoadedProject, now: Date): Promise<Run> => ({
  id: runId(now),
  project: project.name,
  target: targetName,
  asOf,
  startedAt: now,
  git: await gitRevision(root),
});

/** What the statements of a run are marked with, for whoever asks later what they have cost. */
export const tagsOf = ({ id, project, target }: Run): Record<string, string> => ({ run: id, project, target });
