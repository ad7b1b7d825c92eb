import { Untranslatable } from './dbt-test.ts';
import { expression, type Translation } from './translation.ts';

type Scalar = string | number;

const BOUND = /^-?\d+([.]\d+)?$|^'?\d{4}-\d\d-\d\d([ T][\d:.]+)?'?$/;

/** Bounds that are values become between, others compare; in both NULL passes. */
export const range = (
  { low, high, strictly = false }: { low?: Scalar; high?: Scalar; strictly?: boolean | undefined },
  column: string,
): Translation => {
  if (low === undefined && high === undefined) throw new Untranslatable('it has no bound');
  const isValue = (bound: Scalar | undefined) => bound === undefined || BOUND.test(String(bound).trim());
  const said = (bound: Scalar) => {
    const text = String(bound).trim().replaceAll(/^'|'$/g, '');
    return /^-?\d+([.]\d+)?$/.test(text) ? Number(text) : text;
  };
  const ends = (write: (bound: Scalar) => unknown) => ({
    ...(low === undefined ? {} : { [strictly ? 'above' : 'at_least']: write(low) }),
    ...(high === undefined ? {} : { [strictly ? 'below' : 'at_most']: write(high) }),
  });
  const kind = isValue(low) && isValue(high) ? 'between' : 'compare';
  const options = kind === 'between' ? ends(said) : ends((bound) => expression(String(bound)));
  return { checks: [{ kind, options, column }], counts: true };
};
