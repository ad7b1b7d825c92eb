import { comparePercentages, type Limit } from '@assay/core';

interface Weighed {
  readonly severity?: string | undefined;
  readonly warn?: Limit | undefined;
  readonly error?: Limit | undefined;
}

/** Whether what exceeds the second limit exceeds the first as well. */
const isReached = (first: Limit, second: Limit): boolean => {
  if (first.of === 'share') return second.of !== 'share' || comparePercentages(first.above, second.above) < 0;
  return second.of !== 'rows' || first.above < second.above;
};

/** Limits that say two things at once, or nothing. */
export const contradictions = ({ severity, warn, error }: Weighed): string[] => [
  ...(severity && (warn || error) ? ['severity and limits contradict each other; write warn: and error: alone'] : []),
  ...(warn && error && !isReached(warn, error) ? ['the limit of warn: is never reached before that of error:'] : []),
  ...([warn, error].some((limit) => limit?.of === 'share' && comparePercentages(limit.above, '100%') >= 0)
    ? ['a limit of 100% or more is never exceeded']
    : []),
];
