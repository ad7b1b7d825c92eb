import { makeChecks, parseContracts, planChecks, runPlan } from '@assay/checks';
import { openDuckdb } from '@assay/warehouse';

/** Contract, plan, statements and verdicts over the tables of a DuckDB file, without the demand for rows that nobody wrote. */
export const askContract = async (file: string, text: string) => {
  const { contracts, problems } = parseContracts([{ file: 'lines.yml', text, layer: 0 }]);
  const session = await openDuckdb({ path: file, readOnly: true, threads: 2, memory: '1GB' });
  const columns = await session.catalog(['shop']);
  const tables = new Map([...columns].map(([name, list]) => [name, { columns: list, grain: [] }]));
  const { dialect, physical, asking } = session;
  const only = new Set(contracts.map(({ table }) => table));
  const made = makeChecks({ contracts, tables, only, asOf: '2025-12-31', settings: {}, dialect, physical });
  const wrong = [...problems, ...made.problems];
  if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join('\n'));
  const checks = made.checks.filter(({ kind }) => kind !== 'not_empty');
  const ran = await runPlan(planChecks(checks, { dialect, asking }), session, { grains: new Map() });
  await session.close();
  const failing = ran.verdicts.reduce(
    (sum, { status, failing_rows }) => sum + (status === 'error' ? Number.NaN : (failing_rows ?? 0)),
    0,
  );
  return { ...ran, failing, columns, contracts: new Map(contracts.map((one) => [one.table, one])) };
};
