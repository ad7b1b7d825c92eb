import { expect, it } from 'vitest';
import { askShop } from './shop.ts';

const given = {
  'shop.prices': {
    columns: 'sku varchar, price integer, name varchar',
    rows: [
      ['tea', 1, 'Tea'],
      ['pot', 9, 'Pot'],
      ['jug', 7, 'Jug'],
    ],
  },
  'shop.copy': {
    columns: 'sku varchar, price integer, name varchar',
    rows: [
      ['tea', 2, null],
      ['pot', 9, 'Kettle'],
    ],
  },
};

it('names the columns that differ for a key, and the side that has it', async () => {
  const { verdicts, listed } = await askShop({ given, check: '- same_rows: { as: shop.copy, by: [sku] }' });
  const id = verdicts.find(({ kind }) => kind === 'same_rows')?.id ?? '';
  expect(listed.get(id)).toEqual([
    { sku: 'jug', here: '1', there: '0', differing: null },
    { sku: 'pot', here: '1', there: '1', differing: 'name' },
    { sku: 'tea', here: '1', there: '1', differing: 'price, name' },
  ]);
});

it('says that nothing is compared where every column is a key', async () => {
  const check = '- same_rows: { as: shop.copy, by: [sku], columns: [sku] }';
  await expect(askShop({ given, check })).rejects.toThrow('leave by: out');
});
