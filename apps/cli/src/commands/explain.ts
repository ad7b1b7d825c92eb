import { ledgerOf, planChecks } from '@assay/checks';
import { UserError } from '@assay/core';
import { engineOf } from '@assay/warehouse';
import type { Command } from '../command.ts';
import { checksOf, soundBlueprint } from '../project/blueprint.ts';
import { loadProject } from '../project/load.ts';
import { tableText } from '../terminal/table.ts';

const HEADS = ['table', 'checks', 'statements', 'scans', 'columns'];

const explain: Command = {
  help: `
usage: assay explain [table]

What a run asks of its checks when all is well, before anything runs. By table: statements, scans among them, and the
columns they read. Of one table also its checks and the statements.

example: assay explain gold.daily_revenue
`,
  options: {},
  words: { least: 0, most: 1 },
  run: async ({ flags, words, effects }) => {
    const loaded = await loadProject(flags, effects);
    const blueprint = await soundBlueprint(loaded);
    const [word] = words;
    if (word !== undefined && !blueprint.tables.has(word))
      throw new UserError(`there is no table ${word}; see assay list`);
    const { dialect, asking } = engineOf(loaded.target);
    const physical = (schema: string, name: string) => `${dialect.id(schema)}.${dialect.id(name)}`;
    const only = word === undefined ? undefined : new Set([word]);
    const { checks } = checksOf(blueprint, loaded, { dialect, physical, only });
    const ledger = ledgerOf(planChecks(checks, { dialect, asking }));
    const tables = [...new Set(checks.map(({ table }) => table))].map((table) => {
      const mine = ledger.filter((planned) => planned.table === table);
      return {
        table,
        checks: checks.filter((check) => check.table === table).length,
        statements: mine.length,
        scans: mine.filter(({ scans }) => scans).length,
        columns: new Set(mine.flatMap(({ columns }) => columns)).size,
      };
    });
    const statements = word === undefined ? [] : ledger.map(({ text }) => text);
    const asked = word === undefined ? [] : checks.map(({ id, name, kind }) => ({ id, kind, name }));
    if (flags.json) {
      effects.stdout.write(`${JSON.stringify({ tables, checks: asked, statements })}\n`);
      return 0;
    }
    const head = HEADS.map((name, i) => ({ name, type: i ? 'bigint' : 'varchar' }));
    effects.stdout.write(`${tableText({ columns: head, rows: tables })}\n`);
    if (word === undefined) return 0;
    const said = ['id', 'kind', 'name'].map((name) => ({ name, type: 'varchar' }));
    effects.stdout.write(`\n${tableText({ columns: said, rows: asked })}\n\n${statements.join(';\n\n')};\n`);
    return 0;
  },
};

export default explain;
