import { type Candidate, type Session, stoppable, UserError, type Warehouse } from '@assay/core';
import { openWarehouse } from '@assay/warehouse';
import { findChanges } from '../changes/find.ts';
import { type Command, type Flags, text } from '../command.ts';
import { countRows, publishedTables } from '../gate/build.ts';
import { makeAssay } from '../gate/check.ts';
import { finish } from '../gate/finish.ts';
import { observe } from '../gate/observe.ts';
import { reportOf } from '../gate/report.ts';
import { type Progress, progressOf } from '../progress.ts';
import { type Blueprint, soundBlueprint } from '../project/blueprint.ts';
import { grounded } from '../project/ground.ts';
import { loadProject } from '../project/load.ts';
import { newRun, tagsOf } from '../project/run.ts';
import { waitOf } from '../project/wait.ts';
import { verdictOf } from '../report/assemble.ts';
import { together } from '../together.ts';

interface Looked {
  readonly session: Session;
  /** Where the looked-at state is a candidate. */
  readonly candidate: Candidate | undefined;
}

/** The last candidate when it is younger than the publication, else what is published; flags say it plainly. */
const look = async (
  warehouse: Warehouse,
  { flags, progress, blueprint }: { flags: Flags; progress: Progress; blueprint: Blueprint },
): Promise<Looked> => {
  const publication = await warehouse.publication();
  const last = flags.published ? undefined : await warehouse.lastCandidate();
  const young = last && (flags.candidate || !publication || last.startedAt > publication.publishedAt);
  if (young) {
    const candidate = await warehouse.resume({ wait: waitOf(text(flags, 'wait')), onWait: progress.note });
    if (candidate) {
      progress.note(`checking candidate ${candidate.run}, as of ${candidate.asOf}`);
      return { session: candidate.session, candidate };
    }
  }
  // What the project does not build itself is there without a publication
  const isOthers = blueprint.models.length === 0;
  const session = flags.candidate
    ? undefined
    : ((await warehouse.published()) ?? (isOthers ? await warehouse.reader() : undefined));
  if (!session)
    throw new UserError(
      flags.candidate
        ? 'there is no candidate; make one with: assay build'
        : 'there is nothing to check yet; make it with: assay gate',
    );
  progress.note(
    publication
      ? `checking what is published (run ${publication.run}, as of ${publication.asOf})`
      : 'checking what is there',
  );
  return { session, candidate: undefined };
};

const chosen = (words: readonly string[], { tables }: Blueprint): ReadonlySet<string> | undefined => {
  const unknown = words.find((word) => !tables.has(word));
  if (unknown !== undefined) throw new UserError(`there is no table ${unknown}; see assay list`);
  return words.length > 0 ? new Set(words) : undefined;
};

const check: Command = {
  help: `
usage: assay check [table…] [--candidate | --published]

Asks every check (or those of some tables) of the last candidate when it is younger than the publication, else of
what is published. Says what publishing the candidate would change. Publishes nothing.

example: assay check gold.daily_revenue --published
`,
  options: { candidate: { type: 'boolean' }, published: { type: 'boolean' } },
  words: { least: 0, most: 1000 },
  run: async ({ flags, words, effects }) => {
    const progress = progressOf(effects, flags.quiet === true);
    const loaded = await loadProject(flags, effects);
    const drawn = await soundBlueprint(loaded);
    const run = await newRun(loaded, effects.now());
    const warehouse = await openWarehouse(loaded.target, {
      tell: progress.note,
      files: loaded.files,
      tags: tagsOf(run),
    });
    let looked: Looked | undefined;
    try {
      const lastPublication = await warehouse.publication();
      looked = await look(warehouse, { flags, progress, blueprint: drawn });
      const { session, candidate } = looked;
      const blueprint = await grounded(drawn, loaded, session);
      const only = chosen(words, blueprint);
      const before = candidate ? await warehouse.published() : undefined;
      const published = before ? await countRows(before, publishedTables(blueprint, loaded)) : new Map();
      await before?.close();
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
      if (!only) await candidate?.mark(verdictOf(checked.verdicts) === 'pass' ? 'passed' : 'refused');
      progress.end();
      const report = await reportOf({
        ...{ loaded, blueprint, run, checked, observed, changes, lastPublication, only },
        finishedAt: effects.now(),
        published: null,
      });
      return await finish(report, { loaded, flags, effects, candidate: candidate !== undefined });
    } finally {
      progress.end();
      await (looked?.candidate ?? looked?.session)?.close();
      await warehouse.close();
    }
  },
};

export default check;
