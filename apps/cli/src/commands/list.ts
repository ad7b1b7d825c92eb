import type { Command } from '../command.ts';
import { soundBlueprint } from '../project/blueprint.ts';
import { loadProject } from '../project/load.ts';
import { tableText } from '../terminal/table.ts';

const list: Command = {
  help: `
usage: assay list

The tables of the project: what one row is, what each is made of, and its contract.

example: assay list --json
`,
  options: {},
  run: async ({ flags, effects }) => {
    const { models, upstream, contracts } = await soundBlueprint(await loadProject(flags, effects));
    const files = new Map(contracts.map(({ table, files: [file] }) => [table, file ?? null]));
    const tables = models.map(({ table, grain, incremental }) => ({
      name: table,
      grain: [...grain],
      depends_on: [...(upstream.get(table) ?? [])],
      contract: files.get(table) ?? null,
      incremental: incremental.length > 0,
    }));
    if (flags.json) {
      effects.stdout.write(`${JSON.stringify({ tables })}\n`);
      return 0;
    }
    const columns = ['table', 'one row a', 'made of'].map((name) => ({ name, type: 'varchar' }));
    const rows = tables.map(({ name, grain, depends_on }) => ({
      table: name,
      'one row a': grain.join(', '),
      'made of': depends_on.join(', '),
    }));
    effects.stdout.write(`${tableText({ columns, rows })}\n`);
    return 0;
  },
};

export default list;
