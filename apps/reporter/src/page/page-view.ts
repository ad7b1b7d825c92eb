import type { Report } from '@assay/core';
import { digest, type Finding, findings, wrong } from '../findings.ts';
import { bearing, MARKS, outcome } from '../standing.ts';
import { markup } from '../templates.ts';
import { headline } from '../wording.ts';
import { changeView } from './change-view.ts';
import { findingView } from './finding-view.ts';
import { hallmark } from './hallmark.ts';
import { type Places, places } from './places.ts';
import { scoreView } from './score-view.ts';
import { tableViews } from './table-view.ts';

/** Beyond these the page stays small: further findings are lines under their tables. */
const MOST_DETAILED = 100;
const MOST_NEWS = 8;
/** So few findings stand open already. */
const OPEN = 3;

/** All that the page's template names. */
export async function pageView(report: Report) {
  const at = places(report);
  const all = findings(report);
  const shown = wrong(all);
  const detailed = shown.slice(0, MOST_DETAILED);
  const { fresh, still, recovered, waived } = digest(all);
  const news = [
    newsView('New', fresh, at),
    newsView('Still failing', still, at),
    newsView('Recovered', recovered, at),
    newsView('Waived', waived, at),
  ];
  const quiet = news.filter(({ count }) => count === 0).map(({ title }) => title.toLowerCase());
  const drawn = report.lineage.length > 0 ? (await import('./lineage.ts')).lineage(report, at) : undefined;
  const word = outcome(report);
  const stale = word !== 'published' && report.last_publication !== null ? report.last_publication : null;
  return {
    word,
    standing: bearing(report),
    mark: MARKS[bearing(report)],
    hallmark: markup(hallmark(report)),
    run: report.run,
    reason: headline(report.reason),
    stale,
    // An audit is on the publication itself
    see: report.published === false ? 'still see' : 'see',
    totals: report.totals,
    statements: report.statements,
    took: Date.parse(report.run.finished_at) - Date.parse(report.run.started_at) || 0,
    first: report.previous === null,
    previous: report.previous,
    calm: fresh.length + still.length + recovered.length + waived.length === 0,
    news: news.filter(({ count }) => count > 0),
    nothing: quiet.length === 0 ? null : `Nothing ${quiet.join(', nothing ')}.`,
    score: scoreView(report),
    wrong: detailed.map((finding, i) => ({
      ...findingView(finding, report, at),
      open: shown.length <= OPEN || i === 0,
    })),
    unlisted: shown.length - detailed.length,
    changes: changeView(report, at),
    tables: tableViews(report, new Set(detailed.map(({ check }) => check.id)), at),
    lineage: drawn === undefined ? null : markup(drawn),
    ...quarantineView(report),
    leftOut: report.left_out,
    timings: report.timings,
  };
}

function newsView(title: string, found: readonly Finding[], at: Places) {
  return {
    title,
    count: found.length,
    items: found.slice(0, MOST_NEWS).map(({ check, table, standing }) => ({
      place: at.check(check.id),
      name: check.name,
      table: table.name,
      standing,
      mark: MARKS[standing],
      until: check.waiver?.until,
    })),
    more: Math.max(0, found.length - MOST_NEWS),
  };
}

/** Data sets with bad records; the others in one sentence. */
function quarantineView({ quarantine }: Report) {
  const clean = quarantine.filter(({ bad }) => bad === 0);
  return {
    quarantine: quarantine.filter(({ bad }) => bad > 0),
    clean: { sets: clean.length, records: clean.reduce((sum, { records }) => sum + records, 0) },
  };
}
