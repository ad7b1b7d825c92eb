import { lintContractSql } from '@assay/pipeline';
import { duckdbAsking } from '@assay/warehouse';
import { exampleShop } from '../src/foreign/example-shop.ts';
import { tablesOf } from '../src/given.ts';
import { askPlainly, makeChecks, parseContracts, planChecks, runPlan } from '../src/index.ts';
import { contractText, shop } from './shop.ts';

const FIRST = 'shop.orders';

/** The example shop, opened once: checks of its first table are asked over and over. */
export const openExampleShop = async () => {
  const session = await shop(tablesOf(exampleShop));
  const grains = new Map(Object.entries(exampleShop).map(([table, { grain = [] }]) => [table, grain]));
  const tables = new Map(
    [...(await session.catalog())].map(([table, columns]) => [table, { columns, grain: grains.get(table) ?? [] }]),
  );
  const { dialect, physical } = session;
  /** The verdicts of what is written, without those of checks that nobody wrote; throws the problems as text. */
  const ask = async (check: string) => {
    const file = { file: 'checks/example.yml', text: contractText(FIRST, check), layer: 0 };
    const { contracts, problems: wrong } = parseContracts([file]);
    const made = makeChecks({
      ...{ contracts, tables, dialect, physical, only: new Set([FIRST]) },
      asOf: '2025-12-31',
      settings: {},
      lint: lintContractSql,
    });
    const problems = [...wrong, ...made.problems];
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
    const plan = planChecks(made.checks, { dialect, asking: { ...askPlainly, plain: duckdbAsking.plain } });
    const { verdicts } = await runPlan(plan, session, { grains });
    return verdicts.filter(({ kind }) => kind !== 'not_empty');
  };
  return { ask, close: () => session.close() };
};
