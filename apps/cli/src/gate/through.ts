import type { Run, Warehouse } from '@assay/core';
import { type Flags, text } from '../command.ts';
import type { Effects } from '../effects.ts';
import type { Progress } from '../progress.ts';
import { basisOf } from '../project/basis.ts';
import { soundBlueprint } from '../project/blueprint.ts';
import type { LoadedProject } from '../project/load.ts';
import { waitOf } from '../project/wait.ts';
import { verdictOf } from '../report/assemble.ts';
import { adoptionOf } from './adoption.ts';
import { attempt } from './attempt.ts';
import { selected } from './build.ts';
import { finish, historyFolder } from './finish.ts';
import { notesOf } from './notes.ts';
import { rawOf } from './raw.ts';
import { reportOf } from './report.ts';
import { recall, share } from './share.ts';

export interface Passing {
  readonly loaded: LoadedProject;
  readonly run: Run;
  readonly progress: Progress;
  readonly flags: Flags;
  readonly effects: Effects;
}

/** Builds or takes over a candidate, judges it, publishes or refuses it, and tells. Gives the exit code. */
export const throughGate = async (
  warehouse: Warehouse,
  { loaded, run, progress, flags, effects }: Passing,
): Promise<number> => {
  const blueprint = await soundBlueprint(loaded, progress.note);
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
  const basis = passed && !publishes ? basisOf(blueprint, loaded) : undefined;
  if (came.checked) await candidate.mark(passed ? 'passed' : 'refused', basis);
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
};
