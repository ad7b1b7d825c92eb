import type { Check, Judgement, Limit } from '@assay/core';

type Judged = Exclude<Judgement, { readonly skip: string }>;

const exceeds = (limit: Limit, failing: number, judged: number): boolean =>
  limit.of === 'rows' ? failing > limit.above : failing > limit.above * judged;

const asText = ({ above, of }: Limit): string =>
  of === 'rows' ? `${above} ${above === 1 ? 'row' : 'rows'}` : `${Number((above * 100).toFixed(6))}%`;

/** What the limits make of a judgement: pass or fail, and whether the failure blocks. */
export const weigh = (
  { warn, error }: Pick<Check, 'warn' | 'error'>,
  { holds, failing, judged = 0 }: Judged,
): { status: 'pass' | 'fail'; severity: 'error' | 'warn' } => {
  const usual = error ? 'error' : 'warn';
  if (holds) return { status: 'pass', severity: usual };
  if (failing === undefined) return { status: 'fail', severity: usual };
  if (error && exceeds(error, failing, judged)) return { status: 'fail', severity: 'error' };
  if (warn && exceeds(warn, failing, judged)) return { status: 'fail', severity: 'warn' };
  return { status: 'pass', severity: usual };
};

/** What was wanted, with the limits where they are not the plain ones. */
export const wantedWith = ({ warn, error }: Pick<Check, 'warn' | 'error'>, wanted: string): string => {
  const beyond = (limit: Limit | undefined, what: string) =>
    limit && limit.above > 0 ? [`${what} above ${asText(limit)}`] : [];
  return [wanted, ...beyond(warn, 'a warning'), ...beyond(error, 'an error')].join('; ');
};
