import { type ChartSource, money, number } from './chart-source.ts';

interface Day {
  readonly x: string;
  readonly value: number;
  readonly usual: number;
}

const median = (list: readonly number[]): number => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;

/** On this scale a day that is lost lies as far off as one that is too good to be true. */
const root = (value: number): number => Math.sign(value) * Math.sqrt(Math.abs(value));

/** Days far from their weekday's usual: more than 4 robust deviations (MAD) from the median of its kind, by square roots. */
const unusual = (values: readonly (number | null)[], x: readonly string[]): Day[] => {
  const weekday = (i: number): number => new Date(`${x[i]}T00:00:00Z`).getUTCDay();
  const byWeekday = new Map<number, number[]>();
  values.forEach((value, i) => {
    if (value !== null) byWeekday.set(weekday(i), [...(byWeekday.get(weekday(i)) ?? []), value]);
  });
  return values.flatMap((value, i) => {
    const peers = byWeekday.get(weekday(i)) ?? [];
    const usual = median(peers);
    const away = (peer: number): number => Math.abs(root(peer) - root(usual));
    const spread = 1.4826 * median(peers.map(away));
    if (value === null || peers.length < 8 || spread === 0 || away(value) <= 4 * spread) return [];
    return [{ x: x[i] ?? '', value, usual }];
  });
};

/** Revenue by day over half a year, with its trailing averages. */
export const dailyRevenue: ChartSource = {
  table: ['gold', 'daily_revenue'],
  query: (from) =>
    `select cast(order_date as string) as day, cast(gross_revenue as double) as revenue,
            cast(revenue_7d_avg as double) as week, cast(revenue_30d_avg as double) as month
     from ${from} order by order_date desc limit 180`,
  draw: (newestFirst) => {
    const rows = [...newestFirst].reverse();
    const x = rows.map(({ day }) => String(day));
    const values = (name: string) => rows.map((row) => number(row[name]));
    const revenue = values('revenue');
    const total = revenue.slice(-30).reduce<number>((sum, value) => sum + (value ?? 0), 0);
    const days = unusual(revenue, x);
    const lately = days.findLast((day) => day.x > (x.at(-31) ?? ''));
    const flagged = lately ? ` ${lately.x} stands out: ${money(lately.value)}, usually ${money(lately.usual)}.` : '';
    return {
      type: 'series',
      id: 'daily-revenue',
      title: 'Revenue by day',
      finding: `The last 30 days brought ${money(total)}, ${money(total / 30)} a day.${flagged}`,
      unit: 'revenue a day',
      x,
      series: [
        { name: 'a day', values: revenue },
        { name: '7-day average', values: values('week') },
        { name: '30-day average', values: values('month') },
      ],
      flags: days.slice(-6).map((day) => ({ x: day.x, label: `${money(day.value)}, usually ${money(day.usual)}` })),
    };
  },
};
