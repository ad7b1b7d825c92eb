import { openWarehouse } from '@assay/warehouse';
import { type Command, text } from '../command.ts';
import { adoptionOf } from '../gate/adoption.ts';
import { attempt } from '../gate/attempt.ts';
import { selected } from '../gate/build.ts';
import { ciOf } from '../gate/ci.ts';
import { finish, historyFolder } from '../gate/finish.ts';
import { notesOf } from '../gate/notes.ts';
import { rawOf } from '../gate/raw.ts';
import { reportOf } from '../gate/report.ts';
import { recall, share } from '../gate/share.ts';
import { progressOf } from '../progress.ts';
import { soundBlueprint } from '../project/blueprint.ts';
import { loadProject } from '../project/load.ts';
import { newRun, tagsOf } from '../project/run.ts';
import { waitOf } from '../project/wait.ts';
import { verdictOf } from '../report/assemble.ts';

const gate: Command = {
  help: `
usage: assay gate [--no-publish] [--select <pattern> | --candidate <where>] [--ci auto]

Builds the candidate, checks it, and publishes the whole set when nothing that blocks failed; else refuses it.
Writes report.json and report.html, and mails what changed.

  --no-publish         for a pull request: say what would happen
  --select <pattern>   only these tables (gold.*, gold.daily_revenue) and what is made of them
  --candidate <where>  build nothing: check and publish what somebody else built, a DuckDB file or the schemas that a
                       pattern gives ({schema}_candidate); it is copied and never changed
  --paranoid           ask every check a second time in the plainest way, and compare
  --ci <system>        auto, github, none: also tell the CI system in its own manner (none)

example: assay gate --as-of 2026-01-31 --input data/raw
`,
  options: {
    'no-publish': { type: 'boolean' },
    select: { type: 'string' },
    candidate: { type: 'string' },
    ci: { type: 'string' },
    paranoid: { type: 'boolean' },
  },
  run: async ({ flags, effects }) => {
    const progress = progressOf(effects, flags.quiet === true);
    ciOf(flags, effects.env);
    const loaded = await loadProject(flags, effects);
    const run = await newRun(loaded, effects.now());
    const warehouse = await openWarehouse(loaded.target, {
      tell: progress.note,
      files: loaded.files,
      tags: tagsOf(run),
    });

    try {
      if (text(flags, 'candidate') === undefined) warehouse.expect?.();
      const blueprint = await soundBlueprint(loaded);
      const adopt = adoptionOf(flags, { blueprint, effects });
      const models = adopt ? [] : selected(blueprint, text(flags, 'select'));
      const selection = text(flags, 'select') === undefined ? undefined : new Set(models.map(({ table }) => table));
      const raw = await rawOf(loaded, blueprint, models);
      const candidate = await warehouse.begin({
        run,
        adopt,
        builds: models.map(({ table }) => table),
        notes: notesOf(blueprint),
        wait: waitOf(text(flags, 'wait')),
        onWait: progress.note,
      });
      const step = { loaded, blueprint, raw, models, selection, candidate, run, progress, effects };
      const came = await attempt({ ...step, isAdopted: adopt !== undefined, paranoid: flags.paranoid === true });
      const passed = came.checked !== undefined && verdictOf(came.checked.verdicts) === 'pass';
      const publishes = passed && !flags['no-publish'];
      if (came.checked) await candidate.mark(passed ? 'passed' : 'refused');
      if (publishes) {
        progress.step('publishing');
        await warehouse.publish(candidate, { run: run.id, asOf: run.asOf, publishedAt: effects.now().toISOString() });
      } else await candidate.close();
      await recall(warehouse, { folder: historyFolder(loaded), target: loaded.targetName, progress });
      const sent = await candidate.session.sent?.();
      progress.end();
      const report = await reportOf({
        ...{ loaded, run, lastPublication: candidate.before?.publication, ...came, sent },
        only: selection && new Set([...selection, ...(came.checked?.verdicts.map(({ table }) => table) ?? [])]),
        finishedAt: effects.now(),
        published: flags['no-publish'] ? null : publishes,
      });
      await share(report, warehouse, progress);
      return await finish(report, { loaded, flags, effects, candidate: !publishes });
    } finally {
      progress.end();
      await warehouse.close();
    }
  },
};

export default gate;
