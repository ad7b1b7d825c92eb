import { type ChartSource, number } from './chart-source.ts';

const MONTHS = 12;

/** Retention of the last cohorts over their first year. */
export const cohorts: ChartSource = {
  table: ['gold', 'customer_cohorts'],
  query: (from) =>
    `select cast(cohort_month as string) as cohort, months_since_registration as age, cohort_size as size,
            cast(retention_rate as double) as rate
     from ${from} where months_since_registration <= ${MONTHS}
     order by cohort_month desc, months_since_registration`,
  draw: (rows) => {
    const byCohort = new Map<string, { size: number; values: (number | null)[] }>();
    for (const row of rows) {
      const label = String(row.cohort).slice(0, 7);
      if (!byCohort.has(label) && byCohort.size === 13) break;
      const cohort = byCohort.get(label) ?? { size: Number(row.size), values: [] };
      cohort.values[Number(row.age)] = number(row.rate);
      byCohort.set(label, cohort);
    }
    const triangle = [...byCohort].map(([label, cohort]) => ({ label, ...cohort })).reverse();
    const first = triangle.flatMap(({ values }) => (values[1] === undefined || values[1] === null ? [] : [values[1]]));
    const mean = first.length > 0 ? first.reduce((sum, value) => sum + value, 0) / first.length : undefined;
    return {
      type: 'triangle',
      id: 'cohorts',
      title: 'Customers who come back, by month of registration',
      finding:
        mean === undefined
          ? 'No cohort has reached its second month yet.'
          : `One month after registering, ${mean.toFixed(1)} % of a cohort buys, on average.`,
      unit: '%',
      rows: triangle,
    };
  },
};
