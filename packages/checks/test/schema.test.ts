import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { contractJsonSchema } from '../src/index.ts';

const FILE = new URL('../../../checks/contract.schema.json', import.meta.url);

it('is committed as the kinds are now (ASSAY_UPDATE=1 writes it)', () => {
  const now = `${JSON.stringify(contractJsonSchema(), null, 2)}\n`;
  if (process.env.ASSAY_UPDATE === '1') writeFileSync(FILE, now);
  expect(readFileSync(FILE, 'utf8')).toBe(now);
});

it('describes every kind and recipe, and knows no other key', () => {
  const { properties, additionalProperties } = contractJsonSchema() as {
    properties: Record<string, { items?: { properties: Record<string, { description?: string }> } }>;
    additionalProperties: boolean;
  };
  expect(additionalProperties).toBe(false);
  const entries = properties.checks?.items?.properties ?? {};
  for (const key of ['not_null', 'reconcile', 'cohort', 'rfm'])
    expect(entries[key]?.description, key).toMatch(/\w+ \w+.*[.]$/);
});
