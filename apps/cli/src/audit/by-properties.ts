import { ageHours, askPlainly, hoursText, planChecks, runPlan } from '@assay/checks';
import { type Check, type Column, raw, type Session, type TableFacts, UserError } from '@assay/core';
import type { Audited } from './by-contract.ts';
import { type Freshness, freshnessOf, sqlInstant } from './freshness.ts';
import { changeText, type Known } from './publication.ts';
import { slaOf } from './sla.ts';

const isTime = ({ type }: Column): boolean => /^(date|timestamp)/.test(type);

/** The newest value, and its column; what lies ahead (a plan, a `valid_to`) is no event. */
const newestOf = (values: Readonly<Record<string, unknown>>, now: Date) => {
  const until = sqlInstant(now);
  return Object.entries(values)
    .filter((entry): entry is [string, string] => typeof entry[1] === 'string')
    .map(([column, value]) => ({ column, value, age: ageHours(value, until) ?? 0 }))
    .filter(({ value, age }) => (value.length === 10 ? value <= until.slice(0, 10) : age >= 0))
    .sort((a, b) => a.age - b.age)[0];
};

interface Table {
  readonly table: string;
  readonly from: string;
  readonly columns: readonly Column[];
  readonly facts: TableFacts | undefined;
}

const base = ({ table, from, columns, facts }: Table) => ({
  ...{ table, column: null, relation: { table, from: raw(from), columns }, action: 'fail' as const },
  ...{ owner: facts?.properties.owner ?? null, runbook: null, because: null, tags: [], contract: null },
  error: { above: 0, of: 'rows' as const },
});

/** The newest event of any date or timestamp column; without such a column, the moment at which the table changed. */
const fresh = (of: Table, now: Date): Check => {
  const hours = slaOf(of.facts);
  const changedAt = of.facts?.changedAt ?? null;
  const columns = of.columns.filter(isTime);
  return {
    ...base(of),
    ...{ id: `${of.table}.freshness`, kind: 'freshness', dimension: 'timeliness', judgesEmpty: true },
    name: hours === null ? 'the table is fresh' : `the newest event is at most ${hours} h old`,
    metrics: Object.fromEntries(columns.map(({ name }) => [name, { shape: 'greatest', column: name }])),
    judge: (values) => {
      const newest = newestOf(values, now);
      const changed = changedAt === null ? null : (now.getTime() - Date.parse(changedAt)) / 3_600_000;
      const age = newest?.age ?? changed;
      if (age === null) return { skip: 'it has no event, and the warehouse does not say when it changed' };
      const seen = newest ? `${newest.column} ${newest.value}` : changeText('changed', changedAt, of.facts?.orEarlier);
      const found = `${seen}, ${hoursText(age)} old`;
      if (hours === null) return { skip: `${found}; it has no property assay.sla_freshness_hours to be held to` };
      return { holds: age <= hours, found, wanted: `at most ${hours} h before ${sqlInstant(now).slice(0, 16)} UTC` };
    },
  };
};

const filled = (of: Table): Check => ({
  ...base(of),
  ...{ id: `${of.table}.not_empty`, kind: 'not_empty', dimension: 'completeness', judgesEmpty: true },
  name: 'the table has rows',
  metrics: { rows: { shape: 'rows' } },
  judge: ({ rows }) => ({
    holds: Number(rows) > 0,
    found: `${rows} ${Number(rows) === 1 ? 'row' : 'rows'}`,
    wanted: 'rows',
  }),
});

export interface SchemaOptions {
  readonly session: Session;
  readonly schema: string;
  readonly known: Known;
  readonly signal: AbortSignal;
}

/** Audits every table of a schema, whoever built it, by what is written beside it. */
export const auditSchema = async ({ session, schema, known, signal }: SchemaOptions): Promise<Audited> => {
  const catalog = await session.catalog([schema]);
  if (catalog.size === 0) throw new UserError(`there is no table in the schema ${schema}`);
  const tables = [...catalog].map(([table, columns]): Table => {
    const name = table.slice(schema.length + 1);
    return { table, from: session.physical(schema, name), columns, facts: known.facts.get(table) };
  });
  const plan = planChecks(
    tables.flatMap((table) => [fresh(table, known.now), filled(table)]),
    { dialect: session.dialect, asking: session.asking ?? askPlainly },
  );
  const ran = await runPlan(plan, session, {
    ...{ signal, grains: new Map(), waivers: known.waivers, today: known.now.toISOString().slice(0, 10) },
  });
  const owners = tables.flatMap(({ table, facts }): [string, string][] =>
    facts?.properties.owner === undefined ? [] : [[table, facts.properties.owner]],
  );
  const freshness = tables.map(({ table, facts }): [string, Freshness] => {
    const newest = newestOf(ran.figures.get(`${table}.freshness`) ?? {}, known.now)?.value ?? facts?.changedAt ?? null;
    return [table, freshnessOf(newest, { until: sqlInstant(known.now), within: slaOf(facts) })];
  });
  return {
    ...ran,
    tables: new Map([...catalog].map(([table, columns]) => [table, { columns, grain: [] }])),
    freshness: new Map(freshness),
    owners: new Map(owners),
  };
};
