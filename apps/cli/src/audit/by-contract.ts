import { askPlainly, type CheckedTable, hoursOf, maskWith, planChecks, type Ran, runPlan } from '@assay/checks';
import {
  type Check,
  type Contract,
  type Dialect,
  type Metric,
  render,
  type Session,
  UserError,
  type Verdict,
} from '@assay/core';
import { parseSql } from '@assay/warehouse';
import { type Blueprint, checksOf } from '../project/blueprint.ts';
import { type LoadedProject, timeoutOf } from '../project/load.ts';
import { eventFreshness } from '../report/event-freshness.ts';
import { type Freshness, freshnessOf, sqlInstant } from './freshness.ts';
import { type Known, momentOf, readyInTime, youngByProperty, youngEnough } from './publication.ts';
import { say } from './say.ts';
import { slaOf } from './sla.ts';

/** The number of rows, or a constant beside it: what no engine has to read rows for. */
const isFree = (metric: Metric, dialect: Dialect): boolean =>
  metric.shape === 'rows' || (metric.shape === 'query' && !/\bfrom\b/i.test(render(metric.query, dialect)));

/** Freshness and volume: what can be asked every hour. */
const isCheap = ({ dimension, judgesEmpty, metrics, relation }: Check, dialect: Dialect): boolean =>
  dimension === 'timeliness' ||
  (judgesEmpty && relation.where === undefined && Object.values(metrics).every((metric) => isFree(metric, dialect)));

export interface Audited extends Ran {
  /** The tables that were looked at. */
  readonly tables: ReadonlyMap<string, CheckedTable>;
  readonly freshness: ReadonlyMap<string, Freshness>;
  /** Owners that the tables themselves name. */
  readonly owners: ReadonlyMap<string, string>;
}

export interface AuditOptions {
  readonly loaded: LoadedProject;
  readonly blueprint: Blueprint;
  readonly session: Session;
  readonly known: Known;
  readonly signal: AbortSignal;
  readonly piiKey: string | undefined;
}

/** The schemas that a project's tables lie in. */
export const schemasOf = ({ tables }: Pick<Blueprint, 'tables'>): string[] => [
  ...new Set([...tables.keys()].map((table) => table.split('.')[0] ?? '')),
];

/** A model whose table is not there: it was never published, or somebody took it away. */
const missing = ({ blueprint, known }: AuditOptions, there: ReadonlySet<string>): Verdict[] =>
  blueprint.models.flatMap(({ table }) => {
    if (there.has(table)) return [];
    const contract = blueprint.contracts.find((one) => one.table === table);
    const at = contract?.at ?? null;
    const claim = { table, kind: 'published', name: 'the table is published', severity: 'warn' as const, at, contract };
    return [say(claim, { holds: false, found: 'no such table', wanted: 'a published table' }, known)];
  });

/** How old each table is: by its events, or by the moment at which it became what it is. */
const toldFreshness = (contracts: readonly Contract[], ran: Ran, known: Known): Map<string, Freshness> => {
  const until = sqlInstant(known.now);
  const moments = contracts.flatMap(({ table, freshness }): [string, Freshness][] => {
    if (freshness === null || freshness.from === 'event') return [];
    const within = hoursOf(freshness.within);
    return [[table, freshnessOf(momentOf(table, freshness.from, known), { until, within })]];
  });
  return new Map([...eventFreshness(contracts, ran, until), ...moments]);
};

/** What the table itself promises, where its contract is silent. */
const promisedFreshness = (table: string, { facts, now }: Known): [string, Freshness][] => {
  const within = slaOf(facts.get(table));
  return within === null
    ? []
    : [[table, freshnessOf(facts.get(table)?.changedAt ?? null, { until: sqlInstant(now), within })]];
};

/** Where no contract names an owner, the table may. */
const ownersOf = ({ blueprint, known }: AuditOptions, tables: ReadonlySet<string>): Map<string, string> => {
  const owned = new Set(blueprint.contracts.filter(({ owner }) => owner !== null).map(({ table }) => table));
  return new Map(
    [...known.facts].flatMap(([table, { properties }]): [string, string][] =>
      tables.has(table) && !owned.has(table) && properties.owner ? [[table, properties.owner]] : [],
    ),
  );
};

/** Holds what is published against the contracts of its tables: is it there, young enough, and not empty? */
export const auditContracts = async (options: AuditOptions): Promise<Audited> => {
  const { loaded, blueprint, session, known, signal } = options;
  const { dialect, physical, asking = askPlainly } = session;
  const there = new Set((await session.catalog(schemasOf(blueprint))).keys());
  const tables = new Set([...blueprint.tables.keys()].filter((table) => there.has(table)));
  const { checks, problems } = checksOf(blueprint, loaded, {
    ...{ dialect, physical, only: tables, until: sqlInstant(known.now) },
  });
  if (problems.length > 0) throw new UserError(problems);
  const ran = await runPlan(
    planChecks(
      checks.filter((check) => isCheap(check, dialect)),
      { dialect, asking },
    ),
    session,
    {
      signal,
      timeout: timeoutOf(loaded),
      grains: new Map([...blueprint.tables].map(([table, { grain }]) => [table, grain])),
      pii: new Map(blueprint.contracts.map(({ table, pii }) => [table, pii])),
      mask: maskWith(options.piiKey),
      parse: parseSql,
      columns: new Map([...blueprint.others, ...blueprint.tables].map(([name, table]) => [name, table.columns])),
      waivers: known.waivers,
      today: known.now.toISOString().slice(0, 10),
    },
  );
  const contracts = blueprint.contracts.filter(({ table }) => tables.has(table));
  const gone = missing(options, there);
  const looked = new Set([...tables, ...gone.map(({ table }) => table)]);
  const contractOf = new Map(contracts.map((contract) => [contract.table, contract]));
  const silent = [...tables].filter((table) => !contractOf.get(table)?.freshness);
  return {
    ...ran,
    tables: new Map([...blueprint.tables].filter(([table]) => looked.has(table))),
    freshness: new Map([
      ...silent.flatMap((table) => promisedFreshness(table, known)),
      ...toldFreshness(contracts, ran, known),
    ]),
    owners: ownersOf(options, looked),
    verdicts: [
      ...ran.verdicts,
      ...contracts.flatMap((contract) => [...youngEnough(contract, known), ...readyInTime(contract, known)]),
      ...silent.flatMap((table) => youngByProperty(table, contractOf.get(table), known)),
      ...gone,
    ],
  };
};
