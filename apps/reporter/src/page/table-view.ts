import type { Report, ReportedTable } from '@assay/core';
import { sparkline } from '../charts/sparkline.ts';
import { MARKS, STANDINGS, type Standing, standing } from '../standing.ts';
import { markup } from '../templates.ts';
import { hours, number, plural, shortened } from '../wording.ts';
import type { Places } from './places.ts';

const VERDICTS: Readonly<Record<ReportedTable['verdict'], Standing>> = {
  fail: 'fail',
  error: 'error',
  warn: 'warn',
  skip: 'skip',
  pass: 'pass',
};
const LONGEST = 200;

/** Tables, worst first, each with all its checks. */
export function tableViews({ tables }: Report, detailed: ReadonlySet<string>, places: Places) {
  return tables
    .map((table) => ({ table, how: VERDICTS[table.verdict] }))
    .sort((a, b) => STANDINGS.indexOf(a.how) - STANDINGS.indexOf(b.how) || (a.table.name < b.table.name ? -1 : 1))
    .map(({ table, how }) => ({
      place: places.table(table.name),
      how,
      mark: MARKS[how],
      name: table.name,
      description: table.description,
      grain: table.grain.join(', '),
      owner: table.owner,
      consumers: table.consumers.join(', '),
      public: table.public.join(', '),
      rows: number(table.rows),
      score: table.scores.overall === null ? '–' : number(table.scores.overall),
      freshness: freshness(table),
      trend: markup(
        sparkline(
          table.rows_trend.map(({ rows }) => rows),
          'rows',
        ),
      ),
      said: counts(table),
      checks: checksOf(table, detailed, places),
    }));
}

function freshness({ freshness: given }: ReportedTable): string {
  if (given === null || given.age_hours === null) return '–';
  const old = `${hours(given.age_hours)} old`;
  return given.within_hours === null ? old : `${old}, ${hours(given.within_hours)} allowed`;
}

/** `6 checks: 1 fails, 5 hold`. */
function counts({ checks }: ReportedTable): string {
  const all = checks.map(standing);
  const said = STANDINGS.map((how) => ({ how, count: all.filter((each) => each === how).length })).filter(
    ({ count }) => count > 0,
  );
  return `${plural(all.length, 'check')}: ${said.map(({ how, count }) => `${number(count)} ${count === 1 ? MARKS[how].word : MARKS[how].word.replace(/s$/, '')}`).join(', ')}`;
}

function checksOf({ checks }: ReportedTable, detailed: ReadonlySet<string>, places: Places) {
  return checks
    .map((check) => ({ check, how: standing(check) }))
    .sort((a, b) => STANDINGS.indexOf(a.how) - STANDINGS.indexOf(b.how))
    .map(({ check, how }) => ({
      how,
      mark: MARKS[how],
      id: check.id,
      name: shortened(check.name, LONGEST),
      wanted: shortened(check.wanted, LONGEST),
      found: shortened(
        check.status === 'skip' || check.status === 'error' ? (check.message ?? check.found) : check.found,
        LONGEST,
      ),
      place: places.check(check.id),
      detailed: detailed.has(check.id),
    }));
}
