import { expect, inject, it } from 'vitest';
import { openBakery } from './fake/bakery.ts';

const run = (n: number) => ({
  ...{ id: `20260201_06000${n}_0000`, project: 'bakery', target: 'prod', asOf: '2026-01-31', git: null },
  startedAt: new Date(`2026-02-01T06:00:0${n}Z`),
});

it.each(['gold.naïve-日本', 'gold.tick`ed', 'gold.dotted.name', "gold.it's", 'gold.SELECT', 'öfen-2.x', '`gold`.x'])(
  'publishes a table named %s, alone and with all others, and goes back',
  async (table) => {
    const bakery = await openBakery(inject('certificate'));
    const warehouse = bakery.open();
    const [schema, name] = [table.slice(0, table.indexOf('.')), table.slice(table.indexOf('.') + 1)];
    const publish = async (n: number) => {
      const candidate = await warehouse.begin({ run: run(n), wait: 3, builds: [table] });
      const target = candidate.session.physical(schema, name);
      await candidate.session.execute(`create or replace table ${target} as select ${n} as made_by`);
      expect([...(await candidate.session.catalog([schema])).keys()]).toEqual([table]);
      await candidate.mark('passed');
      await warehouse.publish(candidate, { run: run(n).id, asOf: '2026-01-31', publishedAt: '2026-02-01T06:10:00Z' });
    };
    const shown = async () => {
      const session = await warehouse.published();
      const answer = await session?.query(
        `select cast(made_by as int) as made_by from ${session.physical(schema, name)}`,
      );
      return answer?.rows;
    };
    await publish(1);
    const session = await warehouse.published();
    await session?.execute(
      `alter table ${session.physical(schema, name)} set tblproperties ('delta.feature.catalogManaged' = 'supported')`,
    );
    await publish(2);
    expect(bakery.fake.calls.filter(({ statement }) => statement?.includes('begin atomic'))).toHaveLength(1);
    expect(await shown()).toEqual([{ made_by: 2 }]);
    await warehouse.rollback({ wait: 3 });
    expect(await shown()).toEqual([{ made_by: 1 }]);
    await warehouse.close();
    await bakery.close();
  },
);
