import { hoursOf, hoursText, lastDue, parseDeadline, wholeDayBefore } from '@assay/checks';
import type { Contract, Publication, TableFacts, Verdict } from '@assay/core';
import { type Around, say } from './say.ts';
import { slaOf } from './sla.ts';

export interface Known extends Around {
  readonly publication: Publication | undefined;
  readonly facts: ReadonlyMap<string, TableFacts>;
}

const minute = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

/** `changed 2026-01-31 10:00 UTC`, or that it was not changed since then. */
export const changeText = (what: string, moment: string | null, orEarlier = false): string =>
  `${orEarlier ? `not ${what} since` : what} ${minute(moment ?? '')}`;

/** When a table became what it is: with its set, or as the warehouse knows. */
export const momentOf = (
  table: string,
  from: 'publication' | 'metadata',
  { publication, facts }: Known,
): string | null =>
  from === 'publication' ? (publication?.publishedAt ?? null) : (facts.get(table)?.changedAt ?? null);

/** Whether a table was published lately enough, where its contract counts from there. */
export const youngEnough = (contract: Contract, known: Known): Verdict[] => {
  const { table, freshness } = contract;
  if (freshness === null || freshness.from === 'event') return [];
  const { within, from, severity, at } = freshness;
  const moment = momentOf(table, freshness.from, known);
  const age = moment === null ? null : (known.now.getTime() - Date.parse(moment)) / 3_600_000;
  const claim = { table, kind: 'freshness', name: `published at most ${within} ago`, severity, at, contract };
  if (moment === null || age === null)
    return [say(claim, { error: 'the warehouse does not say when it was published' }, known)];
  return [
    say(
      claim,
      {
        holds: age <= hoursOf(within),
        found: `${changeText('published', moment, from === 'metadata' && known.facts.get(table)?.orEarlier)}, ${hoursText(age)} ago`,
        wanted: `at most ${within} before ${minute(known.now.toISOString())}`,
      },
      known,
    ),
  ];
};

/** Whether a table kept the promise of its own properties, where its contract makes none. */
export const youngByProperty = (table: string, contract: Contract | undefined, known: Known): Verdict[] => {
  const facts = known.facts.get(table);
  const hours = slaOf(facts);
  if (contract?.freshness || hours === null) return [];
  const owner = contract?.owner ?? facts?.properties.owner ?? null;
  const claim = {
    ...{ table, kind: 'freshness', name: `the table changed at most ${hours} h ago`, severity: 'error' as const },
    ...{ at: null, contract: { owner, runbook: contract?.runbook ?? null, tags: contract?.tags ?? [] } },
  };
  const moment = facts?.changedAt ?? null;
  if (moment === null) return [say(claim, { error: 'the warehouse does not say when it changed' }, known)];
  const age = (known.now.getTime() - Date.parse(moment)) / 3_600_000;
  const found = `${changeText('changed', moment, facts?.orEarlier)}, ${hoursText(age)} ago`;
  const wanted = `at most ${hours} h before ${minute(known.now.toISOString())}, as the table's own properties say`;
  return [say(claim, { holds: age <= hours, found, wanted }, known)];
};

/** Whether the last whole day was published by the hour at which people want to read it. */
export const readyInTime = (contract: Contract, known: Known): Verdict[] => {
  const { table, readyBy, at } = contract;
  const deadline = readyBy === null ? undefined : parseDeadline(readyBy);
  if (!deadline) return [];
  const due = lastDue(deadline, known.now);
  const day = wholeDayBefore(due);
  const claim = { table, kind: 'ready_by', name: `ready by ${readyBy}`, severity: 'error' as const, at, contract };
  const { publication } = known;
  if (!publication) return [say(claim, { error: 'the warehouse does not say of which day the publication is' }, known)];
  return [
    say(
      claim,
      {
        holds: publication.asOf >= day,
        found: `as of ${publication.asOf}, published ${minute(publication.publishedAt)}`,
        wanted: `as of ${day} by ${minute(due.toISOString())}`,
      },
      known,
    ),
  ];
};
