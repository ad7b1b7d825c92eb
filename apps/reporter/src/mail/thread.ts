import { createHash } from 'node:crypto';
import type { Report, ReportedCheck } from '@assay/core';
import { digest } from '../findings.ts';
import type { Audience } from './audience.ts';

export interface Thread {
  readonly messageId: string;
  /** The mail that first told the incident which this one goes on telling. */
  readonly inReplyTo: string | null;
  readonly listId: string;
}

/** A message's name, the same whenever the digest of this run for this audience is made. */
export function messageKey(run: string, audience: string): string {
  return `${safe(run)}-${short(`${run}\n${audience}`)}`;
}

/** Where a mail stands among the others: every mail on an incident answers the one that first told it. */
export function thread({ run }: Report, audience: Audience, domain: string): Thread {
  const host = safe(domain.replaceAll('.', '_')).replaceAll('_', '.');
  const idOf = (of: string): string => `<${messageKey(of, audience.name)}@${host}>`;
  const first = incident(audience, run.id);
  return {
    messageId: idOf(run.id),
    inReplyTo: first === undefined ? null : idOf(first),
    listId: `${safe(run.project)} data quality <${safe(run.project)}.assay.${host}>`,
  };
}

function safe(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9_-]+/g, '-')
      .slice(0, 60) || 'assay'
  );
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

/** What was told before and is told again: the oldest of what blocks; else, when nothing is new, the oldest of the rest. */
function incident({ findings }: Audience, now: string): string | undefined {
  const { fresh, still, recovered } = digest(findings);
  const going = [...still, ...recovered];
  const blocking = going.filter(({ check }) => check.severity === 'error');
  const told = blocking.length > 0 || fresh.length > 0 ? blocking : going;
  return told
    .flatMap(({ check }) => began(check, now) ?? [])
    .filter((run) => run !== now)
    .sort()[0];
}

/** The run in which the trouble of a check began: it fails now, or has just recovered. */
function began({ failing_since, trend }: ReportedCheck, now: string): string | undefined {
  if (failing_since !== null) return failing_since.run;
  const before = trend.filter(({ run }) => run !== now);
  const held = before.findLastIndex(({ status }) => status === 'pass' || status === 'skip');
  return before[held + 1]?.run;
}
