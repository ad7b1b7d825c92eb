import { type Plan, planChecks } from '@assay/checks';
import { type Batch, type Check, UserError } from '@assay/core';
import { engineOf } from '@assay/warehouse';
import type { Command } from '../command.ts';
import { checksOf, soundBlueprint } from '../project/blueprint.ts';
import { loadProject } from '../project/load.ts';
import { tableText } from '../terminal/table.ts';

const NOTHING_KNOWN = new Map();

/** What a batch is when nothing has been answered before it; undefined for one that is only asked after others. */
const statementOf = (batch: Batch): string | undefined => {
  const expressions = batch.parts.flatMap((part) => part.expressions(NOTHING_KNOWN) ?? []);
  return expressions.length > 0
    ? batch.text([...new Set(expressions)].map((text, i) => `${text} as m_${i}`).join(',\n  '))
    : undefined;
};

const columnsOf = (batches: readonly Batch[]): string[] => [
  ...new Set(batches.flatMap(({ parts }) => parts.flatMap(({ columns }) => columns))),
];

const ledger = ({ rounds }: Plan, table: string, checks: readonly Check[]) => {
  const mine = rounds
    .map((round) => round.filter((batch) => batch.table === table))
    .filter((round) => round.length > 0);
  const batches = mine.flat();
  return {
    table,
    checks: checks.filter((check) => check.table === table).length,
    statements: mine[0]?.length ?? 0,
    at_most: batches.length,
    scans: batches.filter(({ scans }) => scans).length,
    columns: columnsOf(batches).length,
  };
};

const HEADS = ['table', 'checks', 'statements', 'at_most', 'scans', 'columns'];

const explain: Command = {
  help: `
usage: assay explain [table]

What a run would ask of its checks, before anything runs. By table: statements of the first round, and at most, when
nothing can be told from them; scans among those; columns read. Of one table also its checks and the statements.

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
    const plan = planChecks(checks, { dialect, asking });
    const tables = [...new Set(checks.map(({ table }) => table))].map((table) => ledger(plan, table, checks));
    const statements = word === undefined ? [] : plan.rounds.flat().flatMap((batch) => statementOf(batch) ?? []);
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
