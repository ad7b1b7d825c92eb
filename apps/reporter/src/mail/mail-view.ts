import type { Report } from '@assay/core';
import { closedChanges, closedTitle } from '../closed-periods.ts';
import { digest, type Finding } from '../findings.ts';
import { bearing, endsSoon, MARKS, outcome } from '../standing.ts';
import { day, headline, number, oneLine, plural, shortened } from '../wording.ts';
import { type Audience, TEAM } from './audience.ts';

const MOST_SAMPLES = 5;
const MOST_KEYS = 3;
const LONGEST = 220;
const LONGEST_VALUE = 48;

export interface MailSection {
  readonly title: string;
  readonly items: readonly ReturnType<typeof item>[];
  readonly more: number;
}

const MOST_CLOSED = 3;

export type MailView = ReturnType<typeof mailView>;

const LONGEST_SUBJECT = 140;
const LONGEST_HEAD = 80;

/** All that a mail's templates name. At most so many findings a section. */
export function mailView(report: Report, audience: Audience, most: number) {
  const { fresh, still, recovered, waived } = digest(audience.findings);
  const section = (title: string, found: readonly Finding[]): MailSection => ({
    title: `${title}: ${number(found.length)}`,
    items: found.slice(0, most).map(item),
    more: Math.max(0, found.length - most),
  });
  const word = outcome(report);
  const { last_publication, run, totals } = report;
  const reason = shortened(oneLine(report.reason), 600);
  const stale = word !== 'published' && last_publication !== null;
  return {
    word,
    standing: bearing(report),
    mark: MARKS[bearing(report)],
    project: said(run.project),
    target: said(run.target),
    asOf: day(said(run.as_of)),
    run: said(run.id),
    reason,
    headline: headline(reason),
    stale: stale
      ? `Readers ${report.published === false ? 'still see' : 'see'} the publication as of ${day(said(last_publication.as_of))}.`
      : null,
    counts: `${plural(totals.tables, 'table')}, ${plural(totals.checks, 'check')}; ${number(fresh.length)} new, ${number(still.length)} still failing, ${number(recovered.length)} recovered.`,
    closed: closedView(report, audience),
    sections: [
      section('New', fresh),
      section('Still failing', still),
      section('Recovered', recovered),
      section('Waived', waived),
    ].filter(({ items }) => items.length > 0),
    team: audience.name === TEAM,
  };
}

/** The verdict, then the worst that was found. */
export function subject(report: Report, { findings: all }: Audience): string {
  const { fresh, still, recovered } = digest(all);
  const head = shortened(oneLine(`${outcome(report)}: ${report.run.project} ${report.run.as_of}`), LONGEST_HEAD);
  const worst = all.filter(
    (each) => (each.standing === 'fail' || each.standing === 'error') && [...fresh, ...still].includes(each),
  );
  const [first] = worst.length > 0 ? worst : fresh;
  if (first !== undefined) {
    const others = fresh.length + still.length - 1;
    const more = others > 0 ? ` and ${number(others)} more` : '';
    const room = LONGEST_SUBJECT - head.length - more.length;
    return `${head}, ${shortened(oneLine(`${first.table.name}: ${first.check.name}`), Math.max(20, room))}${more}`;
  }
  const counts = [
    ...(recovered.length > 0 ? [`${number(recovered.length)} recovered`] : []),
    ...(still.length > 0 ? [`${number(still.length)} still failing`] : []),
  ];
  return oneLine(`${head}, ${counts.length > 0 ? counts.join(', ') : `${plural(report.totals.pass, 'check')} hold`}`);
}

function item(finding: Finding) {
  const [first] = finding.causes;
  const others = finding.causes.length - 1;
  const { check, table, standing, owner, news } = finding;
  const runbook = news === 'recovered' ? null : (check.runbook ?? table.runbook);
  return {
    standing,
    mark: MARKS[standing],
    name: said(check.name),
    table: said(table.name),
    found: said(check.status === 'error' ? (check.message ?? check.found) : check.found),
    wanted: said(check.wanted),
    errored: check.status === 'error',
    because: news === 'recovered' || check.because === null ? null : said(check.because),
    cause:
      first === undefined ? null : said(`${first.name}, ${first.table}${others > 0 ? `, and ${others} more` : ''}`),
    since: check.failing_since === null ? null : day(said(check.failing_since.as_of)),
    owner: owner === null ? null : said(owner),
    runbook: runbook === null ? null : said(runbook),
    waived:
      standing === 'waived' && check.waiver !== null
        ? `waived until ${day(said(check.waiver.until))}${endsSoon(check.waiver)} by ${said(check.waiver.who)}`
        : null,
    keys: keys(finding),
  };
}

function said(text: string): string {
  return shortened(oneLine(text), LONGEST);
}

/** The keys of some offenders (their first columns when they show no key): `order_id, line_number: 12/1, 14/3`. */
function keys({ check: { samples }, table: { grain } }: Finding): string | null {
  const [first] = samples;
  if (first === undefined) return null;
  const named = grain.filter((column) => column in first);
  const columns = (named.length > 0 ? named : Object.keys(first)).slice(0, MOST_KEYS);
  const values = samples
    .slice(0, MOST_SAMPLES)
    .map((sample) => columns.map((column) => value(sample, column)).join('/'));
  return `${columns.map((column) => shortened(column, LONGEST_VALUE)).join(', ')}: ${values.join(', ')}`;
}

function value(sample: Finding['check']['samples'][number], column: string): string {
  return shortened(oneLine(String(sample[column] ?? 'NULL')), LONGEST_VALUE);
}

/** Closed periods that change: the team's mail tells of all, an owner's of theirs. */
function closedView({ changes, tables }: Report, { name }: Audience) {
  const owners = new Map(tables.map(({ name: table, owner }) => [table, owner]));
  const closed = closedChanges({ changes: changes.filter(({ table }) => name === TEAM || owners.get(table) === name) });
  return {
    title: closedTitle(closed),
    items: closed
      .slice(0, MOST_CLOSED)
      .map((one) =>
        said(
          `${one.period}: ${one.name} of ${one.table} from ${one.before} to ${one.after}${one.by === '' ? '' : ` (${one.by})`}`,
        ),
      ),
    more: Math.max(0, closed.length - MOST_CLOSED),
  };
}
