import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

/** Customers who bought, by the month of their first invoice and months since; the example's README says who published it. */
export const TRIANGLE: Readonly<Record<string, readonly number[]>> = {
  '2010-12': [885, 324, 286, 340, 321, 352, 321, 309, 313, 350, 331, 445, 235],
  '2011-01': [417, 92, 111, 96, 134, 120, 103, 101, 125, 136, 152, 49],
  '2011-02': [380, 71, 71, 108, 103, 94, 96, 106, 94, 116, 26],
  '2011-03': [452, 68, 114, 90, 101, 76, 121, 104, 126, 39],
  '2011-04': [300, 64, 61, 63, 59, 68, 65, 78, 22],
  '2011-05': [284, 54, 49, 49, 59, 66, 75, 27],
  '2011-06': [242, 42, 38, 64, 56, 81, 23],
  '2011-07': [188, 34, 39, 42, 51, 21],
  '2011-08': [169, 35, 42, 41, 21],
  '2011-09': [299, 70, 90, 34],
  '2011-10': [358, 86, 41],
  '2011-11': [323, 36],
  '2011-12': [41],
};

/** The same, from the other side: everybody who bought in a month. */
export const ACTIVE = [885, 741, 758, 974, 856, 1056, 991, 949, 935, 1266, 1364, 1664, 615];

const LINE = /^([^,]*),([^,]*),("(?:[^"]|"")*"|[^,]*),(-?\d+),([^,]*),([^,]*),([^,]*),([^,]*)$/;

/** The rules of the example once more, over the text of the file and without a line of SQL. */
export const countByHand = async (file: string) => {
  const lines = gunzipSync(await readFile(file))
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
  const sales = [...new Set(lines)].flatMap((line) => {
    const [, order = '', , , quantity, at = '', price, customer = ''] = LINE.exec(line) ?? [];
    const sold = customer !== '' && !order.startsWith('C') && Number(quantity) > 0 && Number(price) > 0;
    return sold
      ? [{ order, customer, month: at.slice(0, 7), tenths: Number(quantity) * Math.round(Number(price) * 1000) }]
      : [];
  });
  const cohorts = new Map<string, string>();
  for (const { customer, month } of sales) if (month < (cohorts.get(customer) ?? '9')) cohorts.set(customer, month);
  const monthNumber = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  const active = new Map<string, Map<number, Set<string>>>();
  for (const { customer, month } of sales) {
    const cohort = cohorts.get(customer) ?? month;
    const months = active.get(cohort) ?? new Map<number, Set<string>>();
    const since = monthNumber(month) - monthNumber(cohort);
    active.set(cohort, months.set(since, (months.get(since) ?? new Set()).add(customer)));
  }
  return {
    lines: lines.length,
    sales: sales.length,
    orders: new Set(sales.map(({ order }) => order)).size,
    customers: cohorts.size,
    revenue: sales.reduce((sum, { tenths }) => sum + tenths, 0) / 1000,
    triangle: Object.fromEntries(
      [...active].map(([cohort, months]) => [
        cohort,
        Array.from({ length: months.size }, (_, i) => months.get(i)?.size),
      ]),
    ),
  };
};
