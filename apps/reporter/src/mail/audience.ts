import type { Report } from '@assay/core';
import { digest, type Finding, findings } from '../findings.ts';
import { isMailbox, mailboxOf } from './mailbox.ts';

/** The audience that is told of everything. */
export const TEAM = 'team';

/** Who gets a digest, and of which findings. */
export interface Audience {
  readonly name: string;
  readonly to: readonly string[];
  readonly findings: readonly Finding[];
  /** Something to say that was not said yesterday. */
  readonly news: boolean;
}

export interface Recipients {
  readonly to: readonly string[];
  /** Also write to each owner, about their own tables. */
  readonly owners?: boolean | undefined;
  /** Every so many hours what still fails is told again. */
  readonly remind?: number | undefined;
}

const HOUR = 3_600_000;

/** The team about everything; each owner who can be written to, and is not of the team, about their own tables. */
export function audiences(report: Report, { to, owners = false, remind }: Recipients): Audience[] {
  const all = findings(report);
  const news = (some: readonly Finding[]): boolean => changed(some) || isReminderDue(report, some, remind);
  const team: Audience = { name: TEAM, to, findings: all, news: turned(report) || news(all) };
  const known = new Set(to.map(mailboxOf));
  const others = [...new Set(all.flatMap(({ owner }) => owner ?? []))]
    .filter((owner) => isMailbox(owner) && !known.has(owner.toLowerCase()))
    .sort()
    .map((owner): Audience => {
      const theirs = all.filter((finding) => finding.owner === owner);
      return { name: owner, to: [owner], findings: theirs, news: news(theirs) };
    });
  return [...(to.length > 0 ? [team] : []), ...(owners ? others : [])];
}

function changed(all: readonly Finding[]): boolean {
  const { fresh, recovered } = digest(all);
  return fresh.length + recovered.length > 0;
}

/** Whether what still fails is to be told again: each time that so many hours have passed since the oldest of it began. */
function isReminderDue({ run, previous }: Report, some: readonly Finding[], remind: number | undefined): boolean {
  if (remind === undefined || previous?.started_at === undefined) return false;
  const began = some
    .filter(({ news, standing }) => news === 'still failing' && standing !== 'waived')
    .flatMap(({ check }) => (check.failing_since === null ? [] : [Date.parse(check.failing_since.started_at)]));
  const oldest = Math.min(...began);
  const times = (at: string): number => Math.floor((Date.parse(at) - oldest) / (remind * HOUR));
  return began.length > 0 && times(run.started_at) > times(previous.started_at);
}

/** The first run, another verdict, or published where it was refused; a run that was not to publish turns nothing. */
function turned({ verdict, published, previous }: Report): boolean {
  if (previous === null || previous.verdict !== verdict) return true;
  return published !== null && previous.published !== null && previous.published !== published;
}
