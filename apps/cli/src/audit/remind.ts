import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hoursOf } from '@assay/checks';
import { writeAtomically } from '@assay/reporter';

const FILE = 'mailed.json';

/** When an audit last wrote a mail; undefined where that is not known. */
const lastMail = async (folder: string): Promise<number | undefined> => {
  try {
    const at = Date.parse(JSON.parse(await readFile(join(folder, FILE), 'utf8')).at);
    return Number.isNaN(at) ? undefined : at;
  } catch {
    return undefined;
  }
};

export const noteMail = (folder: string, now: Date): Promise<void> =>
  writeAtomically(join(folder, FILE), JSON.stringify({ at: now.toISOString() }));

/** Whether a breach that lasts is to be mailed again. A lost note costs a mail too many, never one too few. */
export const isReminderDue = async (
  folder: string,
  { remind, now }: { remind: string; now: Date },
): Promise<boolean> => {
  const at = await lastMail(folder);
  return at === undefined || now.getTime() - at >= hoursOf(remind) * 3_600_000;
};
