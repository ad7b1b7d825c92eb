import { type Check, type Contract, type Demand, type Problem, raw, sql } from '@assay/core';
import { contextOf, type Surroundings } from './context.ts';
import { checkId } from './ids.ts';
import type { Context, Kind } from './kind.ts';
import { limitsOf } from './limits.ts';
import { missingColumns, suggestion } from './names.ts';

export interface Making {
  readonly contract: Contract | undefined;
  readonly table: string;
  readonly kinds: ReadonlyMap<string, Kind>;
  readonly surroundings: Surroundings;
}

const misplaced = (kind: Kind, { column, where }: Demand): readonly string[] => [
  ...(kind.on === 'column' && column === null ? [`${kind.name} needs a column: write column: beside it`] : []),
  ...(kind.on === 'table' && column !== null ? [`${kind.name} is on the whole table; write it under checks:`] : []),
  ...(where !== null && !kind.filters ? [`${kind.name} does not narrow its rows; where: has no meaning`] : []),
];

const assembled = (demand: Demand, { options, kind, context, making }: Assembling): Check => {
  const { contract, table } = making;
  const rows = kind.rows?.(options, context);
  const show = kind.shows?.(options, context) ?? (demand.column ? [demand.column] : []);
  return {
    id: checkId(table, demand),
    name: demand.name ?? kind.claim(options, context),
    kind: demand.recipe ?? kind.name,
    table,
    column: demand.column,
    dimension: kind.dimension,
    relation: context.relation,
    metrics: kind.measure(options, context),
    judge: (values) => kind.judge(values, options, context),
    offenders: rows ? { rows, show } : kind.groups?.(options, context),
    ...(kind.rowsFound
      ? { offendersFound: (values) => ({ rows: kind.rowsFound?.(values, options, context) ?? sql`false`, show }) }
      : {}),
    judgesEmpty: kind.judgesEmpty ?? false,
    ...limitsOf(demand, making.surroundings.movable ?? '0%'),
    action: demand.action,
    owner: demand.owner ?? contract?.owner ?? null,
    runbook: demand.runbook ?? contract?.runbook ?? null,
    because: demand.because,
    tags: [...new Set([...demand.tags, ...(contract?.tags ?? [])])],
    contract: demand.at ?? contract?.at ?? null,
  };
};

interface Assembling {
  readonly options: unknown;
  readonly kind: Kind;
  readonly context: Context;
  readonly making: Making;
}

const unfit = (demand: Demand, { offenders, offendersFound }: Check, kind: Kind): readonly string[] => [
  ...(!offenders && !offendersFound && (demand.warn || demand.error)
    ? [`${kind.name} has no failing rows to count; write severity: instead of limits`]
    : []),
  ...(demand.action === 'quarantine' && !(offenders && 'rows' in offenders)
    ? [`${kind.name} does not judge single rows, so none can be moved to quarantine`]
    : []),
];

/** A check that no row can pass. Of a table without rows it says nothing, like any other. */
const impossible = (check: Check, clashes: readonly string[]): Check => ({
  ...check,
  metrics: { rows: { shape: 'rows' } },
  judge: () => ({ holds: false, found: clashes.join('; '), wanted: check.name }),
  offenders: undefined,
  judgesEmpty: false,
});

/** The check that a demand asks for, or everything that is wrong with the demand in this place. */
export const checkOf = (demand: Demand, making: Making): { check?: Check; problems: readonly Problem[] } => {
  const { contract, table, kinds, surroundings } = making;
  const at = demand.at ?? contract?.at;
  const wrong = (messages: readonly string[]) => ({ problems: messages.map((message) => ({ message, ...at })) });
  const kind = kinds.get(demand.kind);
  if (!kind) return wrong([`there is no kind ${demand.kind}${suggestion(demand.kind, [...kinds.keys()])}`]);
  const columns = surroundings.tables.get(table)?.columns ?? [];
  const first = [
    ...missingColumns(demand.column === null ? [] : [demand.column], { table, columns }),
    ...misplaced(kind, demand),
  ];
  if (first.length > 0) return wrong(first);
  const read = kind.options.safeParse(demand.options);
  if (!read.success) return wrong(read.error.issues.map(({ message }) => `${kind.name}: ${message}`));

  const [schema = '', name = ''] = table.split('.');
  const from = raw(surroundings.physical(schema, name));
  const { column, where } = demand;
  const { context, problems } = contextOf(
    { relation: { table, from, columns }, column, where, isOurs: demand.recipe !== null },
    surroundings,
  );
  const told = kind.problems?.(read.data, context) ?? [];
  if (told.length > 0) return wrong(told);
  const made = assembled(demand, { options: read.data, kind, context, making });
  const clashes = kind.clashes?.(read.data, context) ?? [];
  if (clashes.length > 0 && !contract?.mayBeEmpty)
    return wrong(clashes.map((clash) => `${clash}, or switch the check off (disable: ${made.id})`));
  const check = clashes.length > 0 ? impossible(made, clashes) : made;
  const found = [...problems(), ...unfit(demand, made, kind)];
  return found.length > 0 ? wrong(found) : { check, problems: [] };
};
