import type { Chart, ChartDeclaration, Row, Session } from '@assay/core';
import { bars } from './bars.ts';
import type { Picture } from './picture.ts';
import { series } from './series.ts';
import { triangle } from './triangle.ts';

/** A table with the picture that its contract declares. */
export interface DeclaredChart {
  readonly table: string;
  readonly chart: ChartDeclaration;
}

/** The declared charts that this state of the data can show. A chart that fails to be read is left out: it decides nothing. */
export async function drawCharts(session: Session, declared: readonly DeclaredChart[]): Promise<Chart[]> {
  const inOrder = [...declared].sort((a, b) => a.chart.order - b.chart.order || (a.table < b.table ? -1 : 1));
  const drawn = await Promise.all(
    inOrder.map(async ({ table, chart }) => {
      const picture = pictureOf(chart);
      const rows = picture && (await rowsOf(session, table, picture));
      return picture && rows && rows.length > 0 ? picture.draw(rows) : undefined;
    }),
  );
  return drawn.filter((chart) => chart !== undefined);
}

function pictureOf({ series: lines, triangle: groups, bars: lengths, ...head }: ChartDeclaration): Picture | undefined {
  if (lines) return series(head, lines);
  if (groups) return triangle(head, groups);
  return lengths && bars(head, lengths);
}

async function rowsOf(session: Session, table: string, picture: Picture): Promise<readonly Row[] | undefined> {
  const [schema = '', name = ''] = table.split('.');
  const text = picture.query(session.physical(schema, name), session.dialect);
  return (await session.query(text).catch(() => undefined))?.rows;
}
