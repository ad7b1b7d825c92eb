import { explainFailure, type Run, type SentStatement, type Warehouse } from '@assay/core';
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
import { finish, historyFolder, type Trouble } from './finish.ts';
import { makeUp } from './make-up.ts';
import { notesOf } from './notes.ts';
import { rawOf } from './raw.ts';
import { reportOf } from './report.ts';
import { recall, share } from './share.ts';
import { layAside, leave, settle } from './unfinished.ts';

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
  await recall(warehouse, { folder: historyFolder(loaded), target: loaded.targetName, progress });
  const report = (sent?: readonly SentStatement[]) =>
    reportOf({
      ...{ loaded, run, lastPublication: candidate.before?.publication, ...came, sent },
      only: selection && new Set([...selection, ...(came.checked?.verdicts.map(({ table }) => table) ?? [])]),
      finishedAt: effects.now(),
      published: flags['no-publish'] ? null : publishes,
    });
  const finishing = { loaded, flags, effects, candidate: !publishes };
  if (!publishes) {
    await candidate.close();
    const told = await report(await candidate.session.sent?.());
    progress.end();
    await share(told, warehouse, progress);
    await makeUp({ loaded, effects, tell: progress.note, warehouse, isSettled: true });
    return await finish(told, finishing);
  }
  progress.step('publishing');
  const draft = await report();
  await layAside(draft, loaded);
  try {
    await warehouse.publish(candidate, { run: run.id, asOf: run.asOf, publishedAt: effects.now().toISOString() });
    // From here on it is published, whatever fails
    const whole = async () => report(await candidate.session.sent?.());
    const told = await whole().catch(() => draft);
    progress.end();
    const troubles: Trouble[] = [];
    await share(told, warehouse, progress).catch((error) =>
      troubles.push({ what: 'the warehouse does not keep its report', why: explainFailure(error, 'assay').sentence }),
    );
    await makeUp({ loaded, effects, tell: progress.note, warehouse, isSettled: true });
    return await finish(told, { ...finishing, troubles, onKept: () => settle(run.id, loaded) });
  } finally {
    leave(run.id);
  }
};
