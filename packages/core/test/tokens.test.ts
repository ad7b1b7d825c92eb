import { expect, it } from 'vitest';
import { bindParameters, mapTables, tokens } from '../src/index.ts';

const model = `-- from gold.orders at :as_of
select 'gold.orders :as_of', o.total::double from gold.orders o -- it's "gold.orders"
where o.day <= :as_of and c.gold.orders = 1`;

it('gives the text back when its tokens are joined', () => {
  expect(
    tokens(model)
      .map((token) => token.text)
      .join(''),
  ).toBe(model);
});

it('binds parameters outside strings, comments and casts only', () => {
  expect(bindParameters(model, (name) => (name === 'as_of' ? "date '2026-01-31'" : undefined))).toBe(
    model.replace('o.day <= :as_of', "o.day <= date '2026-01-31'"),
  );
});

it('maps qualified tables, but neither strings, comments nor longer names', () => {
  const mapped = mapTables(model, (schema, name) => (schema === 'gold' ? `main.gold__run.${name}` : undefined));
  expect(mapped).toBe(model.replace('from gold.orders o', 'from main.gold__run.orders o'));
});
