import { bindParameters, UserError } from '@assay/core';
import type { DuckdbSession } from '@assay/warehouse';
import type { DataSet } from './data-sets.ts';
import type { Planted } from './faults.ts';

interface Ground {
  readonly session: DuckdbSession;
  readonly dataSet: DataSet;
  readonly planted: readonly Planted[];
  /** Fills the parameters of the shop. */
  readonly bind: (script: string) => string;
}

/** The SELECT of a data set, after the faults that change its rows. Refuses a fault that would hit no row at all. */
export const plantRows = async ({ session, dataSet, planted, bind }: Ground): Promise<string> => {
  let rows = bind(dataSet.rows);
  for (const { name, fault, share = 1 } of planted) {
    if (fault.dataSet !== dataSet.name || !fault.rows) continue;
    const own = (script: string) =>
      bind(bindParameters(script, (parameter) => (parameter === 'share' ? String(share) : undefined)));
    const where = own(fault.rows.where);
    const answer = await session.query(`select 1 as hit from (${rows}) where ${where} limit 1`);
    if (answer.rows.length === 0)
      throw new UserError(
        `${name} would hit no row of ${dataSet.name}: make the shop larger${fault.share === undefined ? '' : ', or the share'}`,
      );
    const bound = Object.fromEntries(
      Object.entries(fault.rows.set ?? {}).map(([column, value]) => [column, own(value)]),
    );
    rows = rewritten[fault.rows.become]({ rows, where, set: bound });
  }
  return rows;
};

interface Rewrite {
  readonly rows: string;
  readonly where: string;
  readonly set: Readonly<Record<string, string>>;
}

const rewritten: Readonly<Record<'changed' | 'left_out' | 'repeated', (rewrite: Rewrite) => string>> = {
  changed: ({ rows, where, set }) => {
    const columns = Object.entries(set).map(
      ([name, value]) => `case when hit then ${value} else ${name} end as ${name}`,
    );
    return `select * exclude (hit) replace (${columns.join(', ')}) from (select *, coalesce(${where}, false) as hit from (${rows}))`;
  },
  left_out: ({ rows, where }) => `select * from (${rows}) where not coalesce(${where}, false)`,
  repeated: ({ rows, where, set }) => {
    const columns = Object.entries({ ...set, _row: '_row + 0.5' }).map(([name, value]) => `${value} as ${name}`);
    return `select * from (${rows}) union all by name select * replace (${columns.join(', ')}) from (${rows}) where ${where}`;
  },
};
