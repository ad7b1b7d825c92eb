import { type ChartSource, money, number } from './chart-source.ts';

/** Days far from their weekday's usual are flagged: more than 4 robust deviations (MAD) from the median of its kind. */
const unusual = (values: readonly (number | null)[], x: readonly string[]) => {
  const byWeekday = new Map<number, number[]>();
  values.forEach((value, i) => {
    const weekday = new Date(`${x[i]}T00:00:00Z`).getUTCDay();
    if (value !== null) byWeekday.set(weekday, [...(byWeekday.get(weekday) ?? []), value]);
  });
  const median = (list: readonly number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
  return values.flatMap((value, i) => {
    const peers = byWeekday.get(new Date(`${x[i]}T00:00:00Z`).getUTCDay()) ?? [];
    const middle = median(peers);
    const spread = 1.4826 * median(peers.map((peer) => Math.abs(peer - middle)));
    if (value === null || peers.length < 8 || spread === 0 || Math.abs(value - middle) <= 4 * spread) return [];
    return [{ x: x[i] ?? '', label: `${money(value)}, usually ${money(middle)}` }];
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
    return {
      type: 'series',
      id: 'daily-revenue',
      title: 'Revenue by day',
      finding: `The last 30 days brought ${money(total)}, ${money(total / 30)} a day.`,
      unit: 'a day',
      x,
      series: [
        { name: 'a day', values: revenue },
        { name: '7-day average', values: values('week') },
        { name: '30-day average', values: values('month') },
      ],
      flags: unusual(revenue, x).slice(-6),
    };
  },
};
