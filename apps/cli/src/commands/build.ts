import { openWarehouse } from '@assay/warehouse';
import { type Command, text } from '../command.ts';
import { buildCandidate, countRows, publishedTables, selected } from '../gate/build.ts';
import { makeAssay } from '../gate/check.ts';
import { makeUp } from '../gate/make-up.ts';
import { notesOf } from '../gate/notes.ts';
import { rawOf } from '../gate/raw.ts';
import { progressOf } from '../progress.ts';
import { soundBlueprint } from '../project/blueprint.ts';
import { loadProject } from '../project/load.ts';
import { newRun } from '../project/run.ts';
import { waitOf } from '../project/wait.ts';

const build: Command = {
  help: `
usage: assay build [--select <pattern>]

Builds a candidate beside what is published, and leaves it for assay check and assay publish.

example: assay build --select 'gold.*'
`,
  options: { select: { type: 'string' } },
  run: async ({ flags, effects }) => {
    const progress = progressOf(effects, flags.quiet === true);
    const loaded = await loadProject(flags, effects);
    await makeUp({ loaded, effects, tell: progress.note });
    const warehouse = await openWarehouse(loaded.target, { tell: progress.note, files: loaded.files });
    try {
      warehouse.expect?.();
      const blueprint = await soundBlueprint(loaded, progress.note);
      const models = selected(blueprint, text(flags, 'select'));
      const raw = await rawOf(loaded, blueprint, models);
      const run = await newRun(loaded, effects.now());
      const candidate = await warehouse.begin({
        run,
        builds: models.map(({ table }) => table),
        notes: notesOf(blueprint),
        wait: waitOf(text(flags, 'wait')),
        onWait: progress.note,
      });
      const step = { loaded, blueprint, progress, signal: effects.signal };
      const published = await countRows(candidate.session, publishedTables(blueprint, loaded));
      const context = { published, runId: run.id, now: effects.now(), piiKey: effects.env.ASSAY_PII_KEY };
      const { sort } = makeAssay({ ...step, ...context, session: candidate.session });
      const built = await buildCandidate({ ...step, candidate, raw, models, sort });
      await candidate.close();
      progress.end();
      const tables = Object.fromEntries(built.took);
      if (flags.json)
        effects.stdout.write(`${JSON.stringify({ run: run.id, quarantine: built.quarantine, tables })}\n`);
      else effects.stdout.write(`Built ${built.took.size} tables as run ${run.id}. Next: assay check\n`);
      return 0;
    } finally {
      progress.end();
      await warehouse.close();
    }
  },
};

export default build;
