import { readFileSync, writeFileSync } from 'node:fs';
import { duckdbDialect } from '@assay/warehouse';
import { expect, it } from 'vitest';
import { askPlainly, kinds, recipes, reference } from '../src/index.ts';

const FILE = new URL('../../../docs/checks.md', import.meta.url);

it('is committed as the kinds are now (ASSAY_UPDATE=1 writes it)', () => {
  const now = reference({ kinds, recipes, dialect: duckdbDialect, asking: askPlainly });
  if (process.env.ASSAY_UPDATE === '1') writeFileSync(FILE, now);
  expect(readFileSync(FILE, 'utf8')).toBe(now);
});

it('says of every kind what NULL means and shows it at work', () => {
  for (const { name, nulls, examples } of kinds) {
    expect(nulls, name).toMatch(/^[A-Z].*[.]$/);
    expect(examples.length, name).toBeGreaterThan(1);
  }
});
