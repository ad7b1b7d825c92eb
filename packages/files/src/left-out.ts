import type { FileFinding } from '@assay/core';
import { isSideFile } from './names.ts';

const SHOWN = 5;

/**
 * What is said where files of a folder are not read: a warning where they look like what lies beside data, else a failure,
 * because rows may be missing. Undefined where none is left out.
 */
export function leftOut(table: string, names: readonly string[]): FileFinding | undefined {
  if (names.length === 0) return undefined;
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  const shown = names.slice(0, SHOWN).join(', ');
  return {
    table,
    kind: 'left_out',
    severity: names.every(isSideFile) ? 'warn' : 'error',
    found: `${names.length === 1 ? 'a file is' : `${names.length} files are`} not read: ${shown}${more}`,
  };
}
