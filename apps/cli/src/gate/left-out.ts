import type { Report, Session } from '@assay/core';
import type { Model } from '@assay/pipeline';

/** What the models leave out on purpose, by reason, from the tables that count it. */
export const readLeftOut = async (session: Session, models: readonly Model[]): Promise<Report['left_out']> => {
  const counting = models.filter(({ report }) => report === 'left_out');
  const answers = await Promise.all(
    counting.map(({ schema, name }) =>
      session.query(
        `select table_name, reason, cast(row_count as double) as n from ${session.physical(schema, name)}
         where row_count > 0 order by table_name, reason`,
      ),
    ),
  );
  return answers.flatMap(({ rows }) =>
    rows.map(({ table_name, reason, n }) => ({ table: String(table_name), reason: String(reason), rows: Number(n) })),
  );
};
