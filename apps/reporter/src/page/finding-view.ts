import type { Report } from '@assay/core';
import { sparkline } from '../charts/sparkline.ts';
import type { Finding } from '../findings.ts';
import { MARKS } from '../standing.ts';
import { markup } from '../templates.ts';
import { day, list, number, plural, shortened } from '../wording.ts';
import type { Places } from './places.ts';

const MOST_SAMPLES = 10;
const MOST_COLUMNS = 12;
const LONGEST_CELL = 160;
/** Values up to this length stay on one line. */
const SHORT_CELL = 24;
/** Tables and readers that are named at once. */
const MOST_REACHED = 8;
/** Tables that can be unfolded besides, so that a hundred findings with the same reach stay small. */
const MOST_UNFOLDED = 16;
const MOST_COLUMNS_NAMED = 12;
const MOST_CAUSES = 5;

type Sample = Finding['check']['samples'][number];

/** The worst findings as the page tells them: closed to one line, open to all that is known. */
export function findingView(finding: Finding, report: Report, places: Places) {
  const { check, table, standing } = finding;
  const upstream = (all: Finding['causes']) => ({
    shown: all
      .slice(0, MOST_CAUSES)
      .map(({ id, name, table: from }) => ({ name, table: from, place: places.check(id) })),
    more: Math.max(0, all.length - MOST_CAUSES),
  });
  return {
    place: places.check(check.id),
    standing,
    mark: MARKS[standing],
    news: finding.news,
    errored: check.status === 'error',
    id: check.id,
    name: check.name,
    table: table.name,
    tablePlace: places.table(table.name),
    found: check.status === 'error' ? (check.message ?? check.found) : check.found,
    wanted: check.wanted,
    explanation: check.explanation,
    because: check.because,
    causes: upstream(finding.causes),
    warnings: upstream(finding.warnings),
    reach: reachView(finding, report, places),
    samples: sampleTable(check.samples),
    sql: check.sql,
    since: since(finding, report),
    failing: check.failing_rows === null ? null : number(check.failing_rows),
    judged: check.rows_judged === null ? null : number(check.rows_judged),
    trend: markup(sparkline(trend(finding, report), 'failing rows')),
    owner: link(finding.owner),
    runbook: link(check.runbook ?? table.runbook),
    contract: check.contract,
    proved: check.proved_by,
    waiver: check.waiver,
    ended: check.waiver?.state === 'expired',
    soon: check.waiver?.state === 'ends soon',
    tags: check.tags.join(', '),
  };
}

/** Who would see it: tables made of it, their readers, and what all of them see meanwhile. */
function reachView({ reach }: Finding, { last_publication, published }: Report, places: Places) {
  const stale = published === false && last_publication !== null ? last_publication : null;
  const tables = reach.tables.map((name) => ({ name, place: places.table(name) }));
  const unfolded = tables.slice(MOST_REACHED, MOST_REACHED + MOST_UNFOLDED);
  const columns = reach.columns.reduce((sum, { names }) => sum + names.length, 0);
  return {
    any: tables.length + reach.consumers.length + columns > 0 || stale !== null,
    tables: tables.slice(0, MOST_REACHED),
    said: plural(tables.length, 'table'),
    more: Math.max(0, tables.length - MOST_REACHED),
    unfolded,
    unnamed: Math.max(0, tables.length - MOST_REACHED - unfolded.length),
    consumers: list(reach.consumers, MOST_REACHED),
    columns: columns === 0 ? null : plural(columns, 'public column'),
    columnsOf: reach.columns.slice(0, MOST_UNFOLDED).map(({ table, names }) => ({
      ...{ table, place: places.table(table), names: list(names, MOST_COLUMNS_NAMED) },
    })),
    stale: stale === null ? null : day(stale.as_of),
  };
}

function sampleTable(samples: readonly Sample[]) {
  if (samples.length === 0) return null;
  const names = [...new Set(samples.flatMap((sample) => Object.keys(sample)))].slice(0, MOST_COLUMNS);
  const columns = names.map((name) => {
    const known = samples.map((sample) => sample[name]).filter((value) => value !== null && value !== undefined);
    const look = known.length > 0 && known.every(numeric) ? 'number' : null;
    const long = known.some((value) => String(value).length > SHORT_CELL) ? 'long' : null;
    return { name, look: look ?? long };
  });
  const rows = samples.slice(0, MOST_SAMPLES).map((sample) =>
    columns.map((column) => {
      const value = sample[column.name] ?? null;
      return {
        ...column,
        missing: value === null,
        text: value === null ? 'NULL' : shortened(String(value), LONGEST_CELL),
      };
    }),
  );
  return { columns, rows };
}

function numeric(value: Sample[string] | undefined): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
}

function since({ check }: Finding, { run }: Report): string | null {
  if (check.failing_since === null) return null;
  const broken = check.trend.filter(({ status }) => status === 'fail' || status === 'error').length;
  const said = check.failing_since.run === run.id ? 'this run' : day(check.failing_since.as_of);
  return broken > 1 ? `${said}, in ${broken} of the last ${check.trend.length} runs` : said;
}

/** Failing rows run by run, this run last. */
function trend({ check }: Finding, { run }: Report): (number | null)[] {
  return [
    ...check.trend.filter((point) => point.run !== run.id).map(({ failing_rows }) => failing_rows),
    check.failing_rows,
  ];
}

/** Web and mail addresses may be followed; anything else stays text. */
function link(address: string | null) {
  return address === null
    ? null
    : { text: address, href: /^(https?:\/\/|mailto:)[^\s"'<>]+$/i.test(address) ? address : null };
}
