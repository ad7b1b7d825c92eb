import { expect, it } from 'vitest';
import { type Dialect, id, join, raw, render, sql, table } from '../src/index.ts';

const shouting: Dialect = {
  id: (name) => `<${name}>`,
  rowAsJson: (alias) => `json(${alias})`,
  fingerprint: (expressions) => `hash(${expressions})`,
  percentiles: (expression, shares) => shares.map((share) => `percentile(${expression}, ${share})`),
  literal: (value) => `«${typeof value === 'object' ? JSON.stringify(value) : String(value)}»`,
};

it('lets the dialect quote every value and every name', () => {
  const predicate = sql`${id('unit price')} > ${0} and ${raw('x is null')} and ${id('s')} <> ${"o'clock"}`;
  expect(render(predicate, shouting)).toBe("<unit price> > «0» and x is null and <s> <> «o'clock»");
});

it('embeds SQL in SQL and joins pieces', () => {
  const list = join([id('a'), id('b')]);
  expect(render(sql`select ${list} from ${table('gold.x')} where d = ${{ date: '2026-01-31' }}`, shouting)).toBe(
    'select <a>, <b> from <gold>.<x> where d = «{"date":"2026-01-31"}»',
  );
});

it('writes NULL, false and the empty string as values', () => {
  expect(render(sql`${null}${false}${''}`, shouting)).toBe('«null»«false»«»');
});
