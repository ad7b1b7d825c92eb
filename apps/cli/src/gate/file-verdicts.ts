import { type Contract, type FileFinding, RUNS, type Session, type Verdict } from '@assay/core';
import { keptFindings } from '@assay/pipeline';
import { type Around, type Claim, say } from '../audit/say.ts';
import type { Blueprint } from '../project/blueprint.ts';

const CLAIMS: Readonly<Record<FileFinding['kind'], Pick<Claim, 'name' | 'dimension'> & { readonly wanted: string }>> = {
  left_out: { name: 'every file of the folder is read', dimension: 'completeness', wanted: 'no file left out' },
  delivered_twice: { name: 'no file is delivered twice', dimension: 'uniqueness', wanted: 'each file once' },
  fields_left_out: {
    name: 'every field of the files is read',
    dimension: 'completeness',
    wanted: 'no field but those of the record schema',
  },
  fields_missing: {
    name: 'every file has the same fields',
    dimension: 'completeness',
    wanted: 'each field in all files',
  },
};

/** What is to be said of files, as failing checks; they can be waived like any other. Nothing where nothing is wrong. */
export const fileVerdicts = async (
  session: Session,
  { contracts, dataSets }: Pick<Blueprint, 'contracts' | 'dataSets'>,
  around: Around,
): Promise<Verdict[]> => {
  const loaded = new Set([RUNS, ...dataSets.map(({ name }) => `bronze.${name}`)]);
  const kept = dataSets.length > 0 ? await keptFindings(session) : [];
  const found = [...kept.filter(({ table }) => loaded.has(table)), ...((await session.fileFindings?.()) ?? [])];
  return found.map((finding) => verdictOf(finding, { contracts, around }));
};

const verdictOf = (
  { table, kind, severity, found }: FileFinding,
  { contracts, around }: { readonly contracts: readonly Contract[]; readonly around: Around },
): Verdict => {
  const { wanted, ...claim } = CLAIMS[kind];
  const contract = contracts.find((one) => one.table === table);
  return say({ ...claim, table, kind, severity, contract, at: null }, { holds: false, found, wanted }, around);
};

/** The ids of checks that every table of files may fail. */
export const fileCheckIds = (tables: readonly string[]): string[] =>
  tables.flatMap((table) => Object.keys(CLAIMS).map((kind) => `${table}.${kind}`));
