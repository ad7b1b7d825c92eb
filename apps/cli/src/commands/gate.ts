import { type Candidate, DataError, type Report, stoppable } from '@assay/core';
import { RawDataError } from '@assay/pipeline';
import { openWarehouse } from '@assay/warehouse';
import { findChanges } from '../changes/find.ts';
import { type Command, text } from '../command.ts';
import { type BuildStep, buildCandidate, countRows, selected } from '../gate/build.ts';
import { makeAssay } from '../gate/check.ts';
import { ciOf } from '../gate/ci.ts';
import { finish } from '../gate/finish.ts';
import { observe } from '../gate/observe.ts';
import { reportOf, type Told } from '../gate/report.ts';
import { progressOf } from '../progress.ts';
import { soundBlueprint } from '../project/blueprint.ts';
import { loadProject } from '../project/load.ts';
import { newRun } from '../project/run.ts';
import { waitOf } from '../project/wait.ts';
import { verdictOf } from '../report/assemble.ts';

type Came = Pick<Told, 'built' | 'checked' | 'observed' | 'refusal' | 'changes'>;

const NOT_BUILT = { took: new Map<string, number>(), timings: [], statements: 0 };

/** Raw data that is too bad to build on is a verdict as well: it goes to page and mail like any other. */
const refused = async (error: unknown, candidate: Candidate): Promise<Came> => {
  if (!(error instanceof DataError)) throw error;
  await candidate.mark('refused');
  const [first = '', ...more] = error.message.split('\n');
  const further = more.length > 0 ? ` (and ${more.length} more)` : '';
  const dataSets = error instanceof RawDataError ? error.dataSets : [];
  const quarantine = dataSets as Report['quarantine']; // the same shape, read-only
  return { built: { ...NOT_BUILT, quarantine }, refusal: `Refused: the raw data is bad. ${first}${further}` };
};

const gate: Command = {
  help: `
usage: assay gate [--no-publish] [--select <pattern>] [--ci auto]

Builds the candidate, checks it, and publishes the whole set when nothing that blocks failed; else refuses it.
Writes report.json and report.html, and mails what changed.

  --no-publish         for a pull request: say what would happen
  --select <pattern>   only these tables (gold.*, gold.daily_revenue) and what is made of them
  --paranoid           ask every check a second time in the plainest way, and compare
  --ci <system>        auto, github, none: also tell the CI system in its own manner (none)

example: assay gate --as-of 2026-01-31 --input data/raw
`,
  options: {
    'no-publish': { type: 'boolean' },
    select: { type: 'string' },
    ci: { type: 'string' },
    paranoid: { type: 'boolean' },
  },
  run: async ({ flags, effects }) => {
    const progress = progressOf(effects, flags.quiet === true);
    ciOf(flags, effects.env);
    const loaded = await loadProject(flags, effects);
    const blueprint = await soundBlueprint(loaded);
    const models = selected(blueprint, text(flags, 'select'));
    const selection = text(flags, 'select') === undefined ? undefined : new Set(models.map(({ table }) => table));
    const run = await newRun(loaded, effects.now());
    const warehouse = await openWarehouse(loaded.target, { tell: progress.note, files: loaded.files });

    const buildAndCheck = async (step: Omit<BuildStep, 'sort'>): Promise<Came> => {
      const { session, before } = step.candidate;
      const published = await countRows(session, [...blueprint.tables.keys()]);
      const context = { published, runId: run.id, now: effects.now(), piiKey: effects.env.ASSAY_PII_KEY };
      const assay = makeAssay({ ...step, ...context, session, selection, paranoid: flags.paranoid === true });
      const built = await buildCandidate({ ...step, sort: assay.sort });
      const checked = await assay.judge();
      progress.step('comparing with what is published');
      const stopped = stoppable(session, effects.signal);
      const start = performance.now();
      const changes = await findChanges({ session: stopped, before, models: blueprint.models, note: progress.note });
      const timings = [...built.timings, { step: 'compare', ms: Math.round(performance.now() - start) }];
      return { built: { ...built, timings }, checked, observed: await observe(session, blueprint), changes };
    };

    try {
      const lastPublication = await warehouse.publication();
      const candidate = await warehouse.begin({
        run,
        builds: models.map(({ table }) => table),
        wait: waitOf(text(flags, 'wait')),
        onWait: progress.note,
      });
      const step = { loaded, blueprint, models, candidate, progress, signal: effects.signal };
      const came = await buildAndCheck(step).catch((error) => refused(error, candidate));
      const passed = came.checked !== undefined && verdictOf(came.checked.verdicts) === 'pass';
      const publishes = passed && !flags['no-publish'];
      if (came.checked) await candidate.mark(passed ? 'passed' : 'refused');
      if (publishes) {
        progress.step('publishing');
        await warehouse.publish(candidate, { run: run.id, asOf: run.asOf, publishedAt: effects.now().toISOString() });
      } else await candidate.close();
      progress.end();
      const report = await reportOf({
        ...{ loaded, blueprint, run, lastPublication, ...came },
        only: selection && new Set([...selection, ...(came.checked?.verdicts.map(({ table }) => table) ?? [])]),
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
