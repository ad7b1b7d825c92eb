import type { Report, Session } from '@assay/core';
import type { Blueprint } from '../project/blueprint.ts';
import { chartSources, drawCharts } from '../report/charts/index.ts';
import { readLeftOut } from './left-out.ts';

/** What a report shows of a state of the data beside its checks; read before the session ends. */
export interface Observed {
  readonly leftOut: Report['left_out'];
  readonly charts: Report['charts'];
}

export const observe = async (
  session: Session,
  { models, tables, others }: Pick<Blueprint, 'models' | 'tables' | 'others'>,
): Promise<Observed> => ({
  leftOut: await readLeftOut(session, models),
  charts: await drawCharts(
    session,
    chartSources.filter(({ table: [schema, name] }) => [tables, others].some((all) => all.has(`${schema}.${name}`))),
  ),
});
