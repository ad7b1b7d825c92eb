import { posix } from 'node:path';
import type { Finding } from './findings.ts';

/** A place in the reader's repository. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Contracts that come with the program are named by their layer, as in assay.yml; they lie in nobody's repository. */
const BUILT_IN = 'builtin/';
const PROJECT = { file: 'assay.yml', line: 1, column: 1 };

type Demanded = Pick<Finding, 'check' | 'table'>;

/**
 * Where a check is demanded, as seen from the root of the repository; `root` is the project's folder there. A built-in
 * check is placed where the reader can change it. Null for a check that no file demands.
 */
export function contractPlace(finding: Demanded, root = ''): Place | null {
  const { contract } = finding.check;
  if (contract === null) return null;
  const inRepository = ({ file, line, column }: Place): Place => ({
    file: posix.join(root, file.replaceAll('\\', '/')),
    line: Math.max(1, line),
    column: Math.max(1, column),
  });
  const place = inRepository(isBuiltIn(contract) ? instead(finding) : contract);
  return place.file.startsWith('../') ? inRepository(PROJECT) : place;
}

/** Which demand it is, where the place cannot say it. */
export function builtInDemand({ check: { contract } }: Demanded): string {
  return contract !== null && isBuiltIn(contract) ? ` (demanded by ${contract.file}:${contract.line})` : '';
}

function isBuiltIn({ file }: Place): boolean {
  return file.startsWith(BUILT_IN);
}

/** The reader's own contract of the table, which may change a built-in check; else the file that asks for the built-in ones. */
function instead({ table }: Demanded): Place {
  const own = table.checks.map(({ contract }) => contract).find((contract) => contract && !isBuiltIn(contract));
  return own ? { file: own.file, line: 1, column: 1 } : PROJECT;
}
