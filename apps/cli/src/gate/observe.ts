import type { Report, Session } from '@assay/core';
import type { Blueprint } from '../project/blueprint.ts';
import { drawCharts } from '../report/charts/draw-charts.ts';
import { readLeftOut } from './left-out.ts';

/** What a report shows of a state of the data beside its checks; read before the session ends. */
export interface Observed {
  readonly leftOut: Report['left_out'];
  readonly charts: Report['charts'];
}

export const observe = async (
  session: Session,
  { models, tables, contracts }: Pick<Blueprint, 'models' | 'tables' | 'contracts'>,
): Promise<Observed> => ({
  leftOut: await readLeftOut(session, models),
  charts: await drawCharts(
    session,
    contracts.flatMap(({ table, chart }) => (chart && tables.has(table) ? [{ table, chart }] : [])),
  ),
});
