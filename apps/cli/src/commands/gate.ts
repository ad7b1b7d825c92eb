import { openWarehouse } from '@assay/warehouse';
import { type Command, text } from '../command.ts';
import { ciSystem } from '../gate/ci-system.ts';
import { makeUp } from '../gate/make-up.ts';
import { progressOf } from '../progress.ts';
import { loadProject } from '../project/load.ts';
import { newRun, tagsOf } from '../project/run.ts';

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
    ciSystem(flags);
    const loaded = await loadProject(flags, effects);
    await makeUp({ loaded, effects, tell: progress.note });
    const run = await newRun(loaded, effects.now());
    const warehouse = await openWarehouse(loaded.target, {
      tell: progress.note,
      files: loaded.files,
      tags: tagsOf(run),
    });

    try {
      if (text(flags, 'candidate') === undefined) warehouse.expect?.();
      // Loaded while the engine makes ready what will be a candidate
      const { throughGate } = await import('../gate/through.ts');
      return await throughGate(warehouse, { loaded, run, progress, flags, effects });
    } finally {
      progress.end();
      await warehouse.close().catch(() => undefined); // the run is what it is
    }
  },
};

export default gate;
