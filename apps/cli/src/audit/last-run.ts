import { hoursOf, hoursText } from '@assay/checks';
import { type Project, RUNS, type Verdict } from '@assay/core';
import type { Summary } from '../report/history.ts';
import { type Around, say } from './say.ts';

/** What the project demands of the gate's last run: its quality score, and how long it may take. */
export const auditLastRun = (
  { score, duration }: Project['audit'],
  last: Summary | undefined,
  around: Around,
): Verdict[] => {
  const claim = (kind: string, name: string, severity: Verdict['severity']) => ({
    ...{ table: RUNS, kind, name, severity, at: null },
  });
  const nothing = { skip: 'no run of the gate is kept in the history' };
  const hours = last ? (Date.parse(last.run.finished_at) - Date.parse(last.run.started_at)) / 3_600_000 : 0;
  const ofRun = last ? `in run ${last.run.id}` : '';
  return [
    ...(score === undefined
      ? []
      : [
          say(
            claim('score', `the quality score of the last gate is at least ${score}`, 'error'),
            last && last.score !== null
              ? { holds: last.score >= score, found: `${last.score} ${ofRun}`, wanted: `at least ${score}` }
              : nothing,
            around,
          ),
        ]),
    ...(duration === undefined
      ? []
      : [
          say(
            claim('duration', `the last gate took at most ${duration}`, 'warn'),
            last
              ? {
                  holds: hours <= hoursOf(duration),
                  found: `${hoursText(hours)} ${ofRun}`,
                  wanted: `at most ${duration}`,
                }
              : nothing,
            around,
          ),
        ]),
  ];
};
