import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CancelledError, UserError } from '@assay/core';
import { describe, expect, it } from 'vitest';
import { writeShop } from '../src/index.ts';
import { folder } from './reading.ts';

const made = async (options: Partial<Parameters<typeof writeShop>[0]>): Promise<string> => {
  const out = options.out ?? (await folder());
  const error = await writeShop({ out, orders: 3, until: '2026-03-15', ...options }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  return String((error as Error).message); // checked just above
};

describe('the options of a shop', () => {
  it.each([0, -3, 2.5, Number.NaN, 1e12])('refuse %s orders', async (orders) => {
    expect(await made({ orders })).toBe(
      `a shop of ${orders} orders cannot be made: give a whole number from 1 to 50000000`,
    );
  });

  it.each(['2026-02-30', '26-01-31', 'yesterday', '1999-12-31', '9999-12-31', ''])(
    'refuse to end on "%s"',
    async (until) => {
      expect(await made({ until })).toBe(`${until} is not a day to end on: give one from 2000-01-01 to 2200-12-31`);
    },
  );

  it('refuse an unknown fault and say which was meant', async () => {
    expect(await made({ plant: ['wrong_total'] })).toBe('no fault is called wrong_total; did you mean wrong_totals?');
    expect(await made({ plant: ['gremlins'] })).toContain('no fault is called gremlins; there are null_keys, ');
    expect(await made({ plant: ['constructor'] })).toContain('no fault is called constructor');
  });

  it.each(['0', '-0.1', '1.5', 'x', ''])('refuse the share "%s"', async (share) => {
    expect(await made({ plant: [`null_keys:${share}`] })).toContain('is not a share of the records');
  });

  it('refuse a share for a fault that takes none, and a fault planted twice', async () => {
    expect(await made({ plant: ['dropped_day:0.5'] })).toBe(
      'dropped_day is planted once and takes no share; write --plant dropped_day',
    );
    expect(await made({ plant: ['null_keys', 'null_keys:0.1'] })).toBe('null_keys is planted twice');
  });

  it('are refused all at once', async () => {
    expect((await made({ orders: 0, seed: 0.5, until: 'x', plant: ['a', 'b'] })).split('\n')).toHaveLength(5);
  });

  it('refuse a fault that would hit nothing', async () => {
    expect(await made({ orders: 1, plant: ['dropped_day'] })).toBe(
      'dropped_day would hit no row of order_lines: make the shop larger',
    );
  });
});

describe('the folder of a shop', () => {
  it('is emptied of an earlier sample, and of nothing else', async () => {
    const out = await folder();
    await writeShop({ out, orders: 3, until: '2026-03-15' });
    await writeFile(join(out, 'order_lines', 'left-over.csv'), 'x');
    await writeShop({ out, orders: 2, until: '2020-01-31' });
    expect(await readdir(join(out, 'order_lines'))).not.toContain('left-over.csv');
    expect((await readdir(out)).filter((name) => name.startsWith('.'))).toEqual([]);
    await mkdir(join(out, 'invoices'));
    expect(await made({ out })).toBe(
      `${out} holds more than a sample (invoices): choose another folder, or move that away`,
    );
  });

  it('is taken over after a run that was stopped', async () => {
    const out = await folder();
    const stop = new AbortController();
    const stopped = writeShop({ out, orders: 50_000, until: '2026-03-15', signal: stop.signal });
    setTimeout(() => stop.abort(), 150);
    await expect(stopped).rejects.toBeInstanceOf(CancelledError);
    expect((await readdir(out)).filter((name) => name.startsWith('.'))).toEqual([]);
    const { dataSets } = await writeShop({ out, orders: 2, until: '2026-03-15' });
    expect(dataSets).toHaveLength(10);
  });

  it('is left alone when it holds something else', async () => {
    const out = await folder();
    await writeFile(join(out, 'thesis.txt'), 'the only copy');
    expect(await made({ out })).toContain('is not empty and holds no sample of ours');
    expect(await readdir(out)).toEqual(['thesis.txt']);
  });

  it('is not a file, nor inside one', async () => {
    const file = join(await folder(), 'file');
    await writeFile(file, '');
    expect(await made({ out: file })).toBe(`cannot write into ${file}: it is a file`);
    expect(await made({ out: join(file, 'deeper') })).toBe(
      `cannot write into ${join(file, 'deeper')}: a part of the path is a file`,
    );
  });
});
