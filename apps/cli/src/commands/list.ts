import { UserError } from '@assay/core';
import { duckdbDialect } from '@assay/warehouse';
import { catalogue } from '../catalogue.ts';
import { type Command, text } from '../command.ts';
import { checksOf, soundBlueprint } from '../project/blueprint.ts';
import { loadProject } from '../project/load.ts';
import { tableText } from '../terminal/table.ts';

const list: Command = {
  help: `
usage: assay list [--format markdown]

The tables of the project: what one row is, what each is made of, and its contract.

example: assay list --json
`,
  options: { format: { type: 'string' } },
  run: async ({ flags, effects }) => {
    const loaded = await loadProject(flags, effects);
    const blueprint = await soundBlueprint(loaded);
    const format = text(flags, 'format');
    if (format !== undefined) {
      if (format !== 'markdown') throw new UserError(`there is no format "${format}"; there is markdown`);
      const physical = (schema: string, name: string) => `${schema}.${name}`;
      const { checks } = checksOf(blueprint, loaded, { dialect: duckdbDialect, physical });
      effects.stdout.write(catalogue(blueprint, checks));
      return 0;
    }
    const { models, upstream, contracts } = blueprint;
    const files = new Map(contracts.map(({ table, files: [file] }) => [table, file ?? null]));
    const built = new Set(models.map(({ table }) => table));
    const ours = new Set([...blueprint.dataSets.map(({ name }) => `bronze.${name}`), ...built]);
    const others = contracts.filter(({ table, builtIn }) => !builtIn && !ours.has(table));
    const tables = [
      ...models.map(({ table, grain, incremental }) => ({ table, grain, incremental: incremental.length > 0 })),
      ...others.map(({ table, grain }) => ({
        ...{ table, incremental: false },
        grain: grain.length > 0 ? grain : (blueprint.tables.get(table)?.grain ?? []),
      })),
    ].map(({ table, grain, incremental }) => ({
      name: table,
      grain: [...grain],
      depends_on: [...(upstream.get(table) ?? [])],
      contract: files.get(table) ?? null,
      incremental,
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
