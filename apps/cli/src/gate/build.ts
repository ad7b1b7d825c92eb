import { type Candidate, type Report, type Session, stoppable, UserError } from '@assay/core';
import { buildModels, loadRaw, type Model, withDownstream } from '@assay/pipeline';
import { fits } from '../pattern.ts';
import type { Progress } from '../progress.ts';
import type { Blueprint } from '../project/blueprint.ts';
import type { LoadedProject } from '../project/load.ts';
import type { Raw } from './raw.ts';

export interface Built {
  readonly quarantine: Report['quarantine'];
  /** Milliseconds by table. */
  readonly took: ReadonlyMap<string, number>;
  readonly timings: Report['timings'];
  readonly statements: number;
}

export interface BuildStep {
  readonly loaded: LoadedProject;
  readonly blueprint: Blueprint;
  readonly candidate: Candidate;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** What is loaded before; undefined for nothing. */
  readonly raw: Raw | undefined;
  /** What is built, in order; the rest stays as it is published. */
  readonly models: readonly Model[];
  /** Judges the rows of a table that is new, and moves the bad ones out before anything is built on them. */
  readonly sort: (table: string) => Promise<void>;
}

/** `gold.*` or `gold.daily_revenue`, several with commas. */
const matching = (pattern: string, tables: readonly string[]): string[] => {
  const patterns = pattern.split(',').map((one) => one.trim());
  const found = tables.filter((table) => patterns.some((one) => fits(one, table)));
  if (found.length === 0) throw new UserError(`--select ${pattern} matches no table; see assay list`);
  return found;
};

/** The models that a pattern names and all that is made of them; all models without a pattern. */
export const selected = (blueprint: Blueprint, select: string | undefined) => {
  if (select === undefined) return blueprint.models;
  const chosen = withDownstream(
    matching(
      select,
      blueprint.models.map(({ table }) => table),
    ),
    blueprint.upstream,
  );
  return blueprint.models.filter(({ table }) => chosen.has(table));
};

/** Builds the candidate: raw files to bronze where a model reads bronze, then the models in their order. */
export const buildCandidate = async ({
  loaded,
  blueprint,
  candidate,
  progress,
  signal,
  raw,
  models,
  sort,
}: BuildStep): Promise<Built> => {
  const session = stoppable(candidate.session, signal);
  const timings: { step: string; ms: number }[] = [];
  const timed = async <T>(step: string, work: () => Promise<T>): Promise<T> => {
    const start = performance.now();
    progress.step(step);
    const result = await work();
    timings.push({ step, ms: Math.round(performance.now() - start) });
    return result;
  };

  const { dataSets: quarantine } = raw
    ? await timed('raw files to bronze', () =>
        loadRaw({ session, ...raw, runId: candidate.run, atMost: loaded.project.quarantine.at_most }),
      )
    : { dataSets: [] };
  await candidate.session.shut?.();
  for (const { name } of raw?.dataSets ?? []) await sort(`bronze.${name}`);
  const took = await timed('build', () =>
    buildModels(session, models, {
      upstream: blueprint.upstream,
      parameters: blueprint.parameters,
      isDiscreet: blueprint.contracts.some(({ pii }) => pii.length > 0),
      onBuilt: (table) => {
        progress.step(`built ${table}`);
        return sort(table);
      },
    }),
  );
  await candidate.mark('built');
  return { quarantine: quarantine as Report['quarantine'], took, timings, statements: session.statements };
};

/** The tables that a publication may hold; files are read where they lie, and are as they are. */
export const publishedTables = ({ tables }: Blueprint, { files }: LoadedProject): string[] =>
  [...tables.keys()].filter((name) => !files.some(({ table }) => table === name));

/** Rows by table, in one statement; a table that is not there has no entry. */
export const countRows = async (
  session: Pick<Session, 'catalog' | 'dialect' | 'physical' | 'query'>,
  tables: readonly string[],
): Promise<Map<string, number>> => {
  const there = await session.catalog([...new Set(tables.map((table) => table.split('.')[0] ?? ''))]);
  const counted = tables.filter((table) => there.has(table));
  if (counted.length === 0) return new Map();
  const counts = counted.map((table) => {
    const [schema = '', name = ''] = table.split('.');
    return `select ${session.dialect.literal(table)} as t, count(*) as n from ${session.physical(schema, name)}`;
  });
  const { rows } = await session.query(counts.join(' union all '));
  return new Map(rows.map(({ t, n }) => [String(t), Number(n)]));
};
