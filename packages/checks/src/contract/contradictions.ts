import type { Limit } from '@assay/core';

interface Weighed {
  readonly severity?: string | undefined;
  readonly warn?: Limit | undefined;
  readonly error?: Limit | undefined;
}

/** Limits that say two things at once, or nothing. */
export const contradictions = ({ severity, warn, error }: Weighed): string[] => [
  ...(severity && (warn || error) ? ['severity and limits contradict each other; write warn: and error: alone'] : []),
  ...(warn && error && warn.of === error.of && warn.above >= error.above
    ? ['the limit of warn: is never reached before that of error:']
    : []),
  ...([warn, error].some((limit) => limit?.of === 'share' && limit.above >= 1)
    ? ['a limit of 100% or more is never exceeded']
    : []),
];
