import type { Chart, Row, Session } from '@assay/core';

/** A picture that a table gives when it is there and has rows. */
export interface ChartSource {
  /** The table whose columns the query reads; without it the chart is left out. */
  readonly table: readonly [schema: string, name: string];
  /** `from` is the table's physical name. */
  query(from: string): string;
  /** Undefined where the rows show nothing. */
  draw(rows: readonly Row[]): Chart | undefined;
}

export const number = (value: Row[string] | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

export const money = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 0 });

/** The charts that this state of the data can show. A chart that fails to be read is left out: it decides nothing. */
export const drawCharts = async (session: Session, sources: readonly ChartSource[]): Promise<Chart[]> => {
  const drawn = await Promise.all(
    sources.map(async ({ table, query, draw }) => {
      const answer = await session.query(query(session.physical(...table))).catch(() => undefined);
      return answer && answer.rows.length > 0 ? draw(answer.rows) : undefined;
    }),
  );
  return drawn.filter((chart) => chart !== undefined);
};
