import { readFile } from 'node:fs/promises';
import { type Report, UserError } from '@assay/core';
import { readReport } from './read-report.ts';

/** Reads a report from a file; `missing` is the sentence for a file that is not there. */
export async function readReportFile(path: string, missing = `there is no file ${path}`): Promise<Report> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw new UserError(missing);
    if (error.code === 'EISDIR') throw new UserError(`${path} is a folder; name the report.json in it`);
    throw error;
  });
  return readReport(text);
}
