import { expect, it } from 'vitest';
import { exactQuantiles } from '../src/duckdb/exact-quantiles.ts';

it.each([
  ['select median(fee) from t', 'select median(cast(fee as double)) from t'],
  [
    'select MEDIAN( distinct a + b ) filter (where c)',
    'select MEDIAN( distinct cast(a + b as double) ) filter (where c)',
  ],
  ['select median(abs(x - median(y)))', 'select median(cast(abs(x - median(cast(y as double))) as double))'],
  ['select quantile_cont(fee, 0.5)', 'select quantile_cont(cast(fee as double), 0.5)'],
  [
    'percentile_cont(0.5) within group (order by fee desc)',
    'percentile_cont(0.5) within group (order by cast(fee as double) desc)',
  ],
  [
    'percentile_cont(0.5) within group (order by coalesce(a, b)) over ()',
    'percentile_cont(0.5) within group (order by cast(coalesce(a, b) as double)) over ()',
  ],
  ["select 'median(x)', median, t.median from t -- median(x)", undefined],
  ['select percentile_disc(0.5) within group (order by fee), percentile_cont from t', undefined],
])('%s is asked as doubles', (text, asked = text) => {
  expect(exactQuantiles(text)).toBe(asked);
});
