import { type Candidate, type Session, stoppable, UserError, type Warehouse } from '@assay/core';
import { openWarehouse } from '@assay/warehouse';
import { findChanges } from '../changes/find.ts';
import { type Command, type Flags, text } from '../command.ts';
import { countRows, publishedTables } from '../gate/build.ts';
import { makeAssay } from '../gate/check.ts';
import { finish } from '../gate/finish.ts';
import { makeUp } from '../gate/make-up.ts';
import { observe } from '../gate/observe.ts';
import { reportOf } from '../gate/report.ts';
import { type Progress, progressOf } from '../progress.ts';
import { basisOf } from '../project/basis.ts';
import { type Blueprint, soundBlueprint } from '../project/blueprint.ts';
import { grounded } from '../project/ground.ts';
import { loadProject } from '../project/load.ts';
import { newRun, tagsOf } from '../project/run.ts';
import { waitOf } from '../project/wait.ts';
import { verdictOf } from '../report/assemble.ts';
import { together } from '../together.ts';

/** The last candidate when it was begun after the publication; flags say it plainly. */
const candidateOf = async (
  warehouse: Warehouse,
  { flags, progress }: { flags: Flags; progress: Progress },
): Promise<Candidate | undefined> => {
  const last = flags.published ? undefined : await warehouse.lastCandidate();
  const candidate =
    last && (flags.candidate || last.isNewest)
      ? await warehouse.resume({ wait: waitOf(text(flags, 'wait')), onWait: progress.note })
      : undefined;
  if (candidate) progress.note(`checking candidate ${candidate.run}, as of ${candidate.asOf}`);
  else if (flags.candidate) throw new UserError('there is no candidate; make one with: assay build');
  return candidate;
};

const chosen = (words: readonly string[], { tables }: Blueprint): ReadonlySet<string> | undefined => {
  const unknown = words.find((word) => !tables.has(word));
  if (unknown !== undefined) throw new UserError(`there is no table ${unknown}; see assay list`);
  return words.length > 0 ? new Set(words) : undefined;
};

const check: Command = {
  help: `
usage: assay check [table…] [--candidate | --published]

Asks every check (or those of some tables) of the last candidate when it is newer than the publication, else of
what is published. Says what publishing the candidate would change. Publishes nothing.

example: assay check gold.daily_revenue --published
`,
  options: { candidate: { type: 'boolean' }, published: { type: 'boolean' } },
  words: { least: 0, most: 1000 },
  run: async ({ flags, words, effects }) => {
    const progress = progressOf(effects, flags.quiet === true);
    const loaded = await loadProject(flags, effects);
    await makeUp({ loaded, effects, tell: progress.note });
    const [drawn, run] = await together([soundBlueprint(loaded, progress.note), newRun(loaded, effects.now())]);
    const warehouse = await openWarehouse(loaded.target, {
      tell: progress.note,
      files: loaded.files,
      tags: tagsOf(run),
    });
    let candidate: Candidate | undefined;
    let there: Session | undefined;
    try {
      // What the project does not build itself is there without a publication
      const before = await warehouse.published();
      there = before ?? (drawn.models.length === 0 ? await warehouse.reader() : undefined);
      const lastPublication = await warehouse.publication(there);
      candidate = await candidateOf(warehouse, { flags, progress });
      const session = candidate?.session ?? there;
      if (!session) throw new UserError('there is nothing to check yet; make it with: assay gate');
      if (!candidate)
        progress.note(
          lastPublication
            ? `checking what is published (run ${lastPublication.run}, as of ${lastPublication.asOf})`
            : 'checking what is there',
        );
      const blueprint = await grounded(drawn, loaded, session);
      const only = chosen(words, blueprint);
      const published =
        candidate && before ? await countRows(before, publishedTables(blueprint, loaded)) : new Map<string, number>();
      const assay = makeAssay({
        ...{ loaded, blueprint, progress, session, published, only, runId: run.id },
        signal: effects.signal,
        now: effects.now(),
        piiKey: effects.env.ASSAY_PII_KEY,
      });
      const compared = findChanges({
        ...{ session: stoppable(session, effects.signal), before: candidate?.before, note: progress.note },
        models: blueprint.models.filter(({ table }) => only?.has(table) ?? true),
      });
      const [checked, changes, observed] = await together([assay.judge(), compared, observe(session, blueprint)]);
      const passed = verdictOf(checked.verdicts) === 'pass';
      if (!only) await (passed ? candidate?.mark('passed', basisOf(drawn, loaded)) : candidate?.mark('refused'));
      progress.end();
      const report = await reportOf({
        ...{ loaded, blueprint, run, checked, observed, changes, lastPublication, only },
        finishedAt: effects.now(),
        published: null,
      });
      return await finish(report, { loaded, flags, effects, candidate: candidate !== undefined });
    } finally {
      progress.end();
      await candidate?.close();
      await there?.close();
      await warehouse.close();
    }
  },
};

export default check;
