import { openWarehouse } from '@assay/warehouse';
import { type Command, text } from '../command.ts';
import { buildCandidate, countRows, selected } from '../gate/build.ts';
import { checkState } from '../gate/check.ts';
import { finish } from '../gate/finish.ts';
import { observe } from '../gate/observe.ts';
import { reportOf } from '../gate/report.ts';
import { progressOf } from '../progress.ts';
import { soundBlueprint } from '../project/blueprint.ts';
import { loadProject } from '../project/load.ts';
import { newRun } from '../project/run.ts';
import { waitOf } from '../project/wait.ts';
import { verdictOf } from '../report/assemble.ts';

const gate: Command = {
  help: `
usage: assay gate [--no-publish] [--select <pattern>]

Builds the candidate, checks it, and publishes the whole set when nothing that blocks failed; else refuses it.
Writes report.json and report.html, and mails what changed.

  --no-publish         for a pull request: say what would happen
  --select <pattern>   only these tables (gold.*, gold.daily_revenue) and what is made of them

example: assay gate --as-of 2026-01-31 --input data/raw
`,
  options: { 'no-publish': { type: 'boolean' }, select: { type: 'string' } },
  run: async ({ flags, effects }) => {
    const progress = progressOf(effects, flags.quiet === true);
    const loaded = await loadProject(flags, effects);
    const blueprint = await soundBlueprint(loaded);
    const models = selected(blueprint, text(flags, 'select'));
    const run = await newRun(loaded, effects.now());
    const warehouse = await openWarehouse(loaded.target);
    try {
      const lastPublication = await warehouse.publication();
      const candidate = await warehouse.begin({ run, wait: waitOf(text(flags, 'wait')), onWait: progress.note });
      const { session } = candidate;
      const published = await countRows(session, [...blueprint.tables.keys()]);
      const common = { loaded, blueprint, progress, signal: effects.signal };
      const built = await buildCandidate({ ...common, candidate, models });
      const piiKey = effects.env.ASSAY_PII_KEY;
      const checked = await checkState({ ...common, session, published, piiKey, now: effects.now() });
      const observed = await observe(session, blueprint);
      const passed = verdictOf(checked.verdicts) === 'pass';
      const publishes = passed && !flags['no-publish'];
      await candidate.mark(passed ? 'passed' : 'refused');
      if (publishes) {
        progress.step('publishing');
        await warehouse.publish(candidate, { run: run.id, asOf: run.asOf, publishedAt: effects.now().toISOString() });
      } else await candidate.close();
      progress.end();
      const report = await reportOf({
        ...{ loaded, blueprint, run, built, checked, observed, lastPublication },
        finishedAt: effects.now(),
        published: flags['no-publish'] ? null : publishes,
      });
      return await finish(report, { loaded, flags, effects });
    } finally {
      progress.end();
      await warehouse.close();
    }
  },
};

export default gate;
