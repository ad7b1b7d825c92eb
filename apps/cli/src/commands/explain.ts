import { UserError } from '@assay/core';
import { engineOf, openWarehouse } from '@assay/warehouse';
import { type Command, text } from '../command.ts';
import { checksText, ledgerFor, tablesText } from '../explain/ledger.ts';
import { explainKind } from '../explain/name.ts';
import { type Blueprint, checksOf, soundBlueprint } from '../project/blueprint.ts';
import { grounded } from '../project/ground.ts';
import { type LoadedProject, loadProject } from '../project/load.ts';

/** Columns that only the target knows have to be looked up there. */
const withTarget = async (drawn: Blueprint, loaded: LoadedProject): Promise<Blueprint> => {
  const warehouse = await openWarehouse(loaded.target, { files: loaded.files });
  try {
    const session = await warehouse.reader();
    if (!session) throw new UserError(`nothing is known yet of ${[...drawn.deferred].join(', ')}: the target is empty`);
    const blueprint = await grounded(drawn, loaded, session);
    await session.close();
    return blueprint;
  } finally {
    await warehouse.close();
  }
};

const explain: Command = {
  help: `
usage: assay explain [table]
       assay explain --kind <name>

What a run asks of its checks when all is well, before anything runs. By table: statements, scans among them, and the
columns they read. Of one table also its checks, with their parts of shared statements, and the statements themselves.
Says where that exceeds budget: of assay.yml, and exits with 2.

  --kind <name>   what a kind of check demands, how it is written and what it asks; also by the name that dbt,
                  dbt-utils, dbt-expectations, Great Expectations, Soda or Deequ has for it. Needs no project.

example: assay explain gold.daily_revenue
`,
  options: { kind: { type: 'string' } },
  words: { least: 0, most: 1 },
  run: async ({ flags, words, effects }) => {
    const kind = text(flags, 'kind');
    if (kind !== undefined) return explainKind(kind, { json: flags.json === true, effects });
    const loaded = await loadProject(flags, effects);
    const drawn = await soundBlueprint(loaded);
    const blueprint = drawn.deferred.size === 0 ? drawn : await withTarget(drawn, loaded);
    const [word] = words;
    if (word !== undefined && !blueprint.tables.has(word))
      throw new UserError(`there is no table ${word}; see assay list`);
    const { dialect, asking } = engineOf(loaded.target);
    const physical = (schema: string, name: string) => `${dialect.id(schema)}.${dialect.id(name)}`;
    const only = word === undefined ? undefined : new Set([word]);
    const { checks } = checksOf(blueprint, loaded, { dialect, physical, only });
    const ledger = ledgerFor(checks, { dialect, asking }, loaded.project.budget);
    const { tables, exceeds } = ledger;
    const asked = word === undefined ? [] : ledger.checks;
    const statements = word === undefined ? [] : ledger.statements;
    if (flags.json) effects.stdout.write(`${JSON.stringify({ tables, checks: asked, statements })}\n`);
    else effects.stdout.write(`${tablesText(ledger)}\n${word === undefined ? '' : `\n${checksText(ledger)}\n`}`);
    for (const over of exceeds) effects.stderr.write(`assay explain: the plan exceeds budget: ${over}\n`);
    return exceeds.length > 0 ? 2 : 0;
  },
};

export default explain;
