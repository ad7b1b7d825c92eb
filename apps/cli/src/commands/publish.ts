import { UserError } from '@assay/core';
import { openWarehouse } from '@assay/warehouse';
import { type Command, text } from '../command.ts';
import { loadProject } from '../project/load.ts';
import { waitOf } from '../project/wait.ts';

const WHY = {
  building: 'it was never finished; build it again with: assay build',
  built: 'it has not been checked; do so with: assay check',
  refused: 'its checks failed; see: assay report',
};

const publish: Command = {
  help: `
usage: assay publish

Publishes the last candidate, when its checks passed.

example: assay build && assay check && assay publish
`,
  options: {},
  run: async ({ flags, effects }) => {
    const loaded = await loadProject(flags, effects);
    const tell = (message: string) => void effects.stderr.write(`${message}\n`);
    const warehouse = await openWarehouse(loaded.target, { tell });
    try {
      const candidate = await warehouse.resume({ wait: waitOf(text(flags, 'wait')), onWait: tell });
      if (!candidate) throw new UserError('there is no candidate to publish; build one with: assay build');
      if (candidate.state !== 'passed')
        throw new UserError(`candidate ${candidate.run} is not published: ${WHY[candidate.state]}`);
      const publication = { run: candidate.run, asOf: candidate.asOf, publishedAt: effects.now().toISOString() };
      await warehouse.publish(candidate, publication);
      effects.stdout.write(
        flags.json
          ? `${JSON.stringify(publication)}\n`
          : `Published run ${publication.run}, as of ${publication.asOf}.\n`,
      );
      return 0;
    } finally {
      await warehouse.close();
    }
  },
};

export default publish;
