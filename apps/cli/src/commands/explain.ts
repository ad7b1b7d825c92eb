import { askPlainly, planChecks } from '@assay/checks';
import { UserError } from '@assay/core';
import { duckdbDialect } from '@assay/warehouse';
import type { Command } from '../command.ts';
import { checksOf, soundBlueprint } from '../project/blueprint.ts';
import { loadProject } from '../project/load.ts';
import { tableText } from '../terminal/table.ts';

const explain: Command = {
  help: `
usage: assay explain [table]

What a run would ask, before anything runs: statements, scans and columns by table; of one table the statements too.

example: assay explain gold.daily_revenue
`,
  options: {},
  words: { least: 0, most: 1 },
  run: async ({ flags, words, effects }) => {
    const loaded = await loadProject(flags, effects);
    const blueprint = await soundBlueprint(loaded);
    const { id } = duckdbDialect;
    const physical = (schema: string, name: string) => `${id(schema)}.${id(name)}`;
    const only = words[0] === undefined ? undefined : new Set([words[0]]);
    if (words[0] !== undefined && !blueprint.tables.has(words[0]))
      throw new UserError(`there is no table ${words[0]}; see assay list`);
    const { checks } = checksOf(blueprint, loaded, { dialect: duckdbDialect, physical, only });
    const plan = planChecks(checks, { dialect: duckdbDialect, asking: askPlainly });
    const batches = plan.rounds.flat();
    const tables = [...new Set(checks.map(({ table }) => table))].map((table) => {
      const mine = batches.filter((batch) => batch.table === table);
      return {
        table,
        checks: checks.filter((check) => check.table === table).length,
        statements: mine.length,
        scans: mine.filter(({ scans }) => scans).length,
        columns: new Set(mine.flatMap(({ parts }) => parts.flatMap(({ columns }) => columns))).size,
      };
    });
    if (flags.json) effects.stdout.write(`${JSON.stringify({ tables })}\n`);
    else {
      const columns = ['table', 'checks', 'statements', 'scans', 'columns'].map((name, i) => ({
        name,
        type: i ? 'bigint' : 'varchar',
      }));
      effects.stdout.write(`${tableText({ columns, rows: tables })}\n`);
    }
    return 0;
  },
};

export default explain;
