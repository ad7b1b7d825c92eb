import { type Check, compareShare, type Demand, type Judgement, type Limit, type Percentage } from '@assay/core';

type Judged = Exclude<Judgement, { readonly skip: string }>;

const ANY: Limit = { above: 0, of: 'rows' };

/**
 * The limits of a demand: those it says, else its severity from the first failing row on. Rows that are moved out of the
 * way do no harm while they are few: where nothing else is said they are a warning, and above `movable` (a share of the
 * rows) an error.
 */
export const limitsOf = (
  { warn, error, severity, action }: Pick<Demand, 'warn' | 'error' | 'severity' | 'action'>,
  movable: Percentage,
): Pick<Check, 'warn' | 'error'> => {
  if (warn || error) return { warn: warn ?? undefined, error: error ?? undefined };
  if (severity === 'warn') return { warn: ANY, error: undefined };
  if (action === 'quarantine') return { warn: ANY, error: { above: movable, of: 'share' } };
  return { warn: undefined, error: ANY };
};

const exceeds = (limit: Limit, failing: number, judged: number): boolean =>
  limit.of === 'rows' ? failing > limit.above : compareShare({ part: failing, whole: judged }, limit.above) > 0;

const asText = ({ above, of }: Limit): string => (of === 'rows' ? `${above} ${above === 1 ? 'row' : 'rows'}` : above);

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
    limit && Number.parseFloat(String(limit.above)) > 0 ? [`${what} above ${asText(limit)}`] : [];
  return [wanted, ...beyond(warn, 'a warning'), ...beyond(error, 'an error')].join('; ');
};
