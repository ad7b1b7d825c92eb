import { type DbtConfig, Untranslatable } from './dbt-test.ts';

export interface Limits {
  readonly severity?: 'warn';
  readonly warn?: string;
  readonly error?: string;
  /** Any failing row decides, so that nobody has to count them. */
  readonly plain: boolean;
}

/** The number above which `!= 0`, `> 5` or `>= 6` is true. */
const above = (text: string): number => {
  const [, sign, number] = /^\s*(!=|<>|>=?)\s*(\d+)\s*$/.exec(text) ?? [];
  const value = Number(number);
  if ((sign === '!=' || sign === '<>') && value === 0) return 0;
  if (sign === '>') return value;
  if (sign === '>=' && value > 0) return value - 1;
  throw new Untranslatable(`a limit here is "> 5" or "> 1%"; "${text}" is none`);
};

/** Severity and limits of a test: dbt asks error_if only where the severity is error, warn_if after it. */
export const limitsOf = ({ severity = 'error', warn_if = '!= 0', error_if = '!= 0', ...rest }: DbtConfig): Limits => {
  const isWarn = severity.toLowerCase() === 'warn';
  if (!isWarn && severity.toLowerCase() !== 'error') throw new Untranslatable(`its severity is ${severity}`);
  const warns = above(warn_if);
  const errors = isWarn ? Number.POSITIVE_INFINITY : above(error_if);
  const highest = Math.max(warns, isWarn ? 0 : errors);
  if (highest > 0 && rest.fail_calc !== undefined && rest.fail_calc.replaceAll(/\s/g, '').toLowerCase() !== 'count(*)')
    throw new Untranslatable(`limits are of failing rows here, and fail_calc is ${rest.fail_calc}`);
  if (rest.limit !== undefined && rest.limit <= highest)
    throw new Untranslatable(`limit: ${rest.limit} stops dbt counting before its own warn_if or error_if`);
  if (isWarn) return warns === 0 ? { severity: 'warn', plain: true } : { warn: `> ${warns}`, plain: false };
  if (errors === 0) return { plain: true };
  return { ...(warns < errors ? { warn: `> ${warns}` } : {}), error: `> ${errors}`, plain: false };
};
