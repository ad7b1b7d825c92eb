import { type Candidate, UserError } from '@assay/core';
import { openWarehouse } from '@assay/warehouse';
import { type Command, text } from '../command.ts';
import { makeUp } from '../gate/make-up.ts';
import { tellPublished } from '../output.ts';
import { basisOf } from '../project/basis.ts';
import { soundBlueprint } from '../project/blueprint.ts';
import { loadProject } from '../project/load.ts';
import { waitOf } from '../project/wait.ts';

const WHY = {
  building: 'it was never finished; build it again with: assay build',
  built: 'it has not been checked; do so with: assay check',
  refused: 'its checks failed; see: assay report',
};

/** Why a candidate whose checks passed cannot be published all the same. */
const changed = async (candidate: Candidate, basis: string): Promise<string | undefined> => {
  const checked = await candidate.checkedAgainst();
  if (checked === basis) return undefined;
  const what = checked === undefined ? 'the candidate' : 'a contract, model, setting or waiver';
  return `${what} has changed since it was checked; check it again with: assay check`;
};

const publish: Command = {
  help: `
usage: assay publish

Publishes the last candidate, when its checks passed and neither it nor what it was held against has changed since.

example: assay build && assay check && assay publish
`,
  options: {},
  run: async ({ flags, effects }) => {
    const loaded = await loadProject(flags, effects);
    const tell = (message: string) => void effects.stderr.write(`${message}\n`);
    await makeUp({ loaded, effects, tell });
    const warehouse = await openWarehouse(loaded.target, { tell });
    try {
      const candidate = await warehouse.resume({ wait: waitOf(text(flags, 'wait')), onWait: tell });
      if (!candidate) throw new UserError('there is no candidate to publish; build one with: assay build');
      if (candidate.state !== 'passed')
        throw new UserError(`candidate ${candidate.run} is not published: ${WHY[candidate.state]}`);
      const why = await changed(candidate, basisOf(await soundBlueprint(loaded), loaded));
      if (why) throw new UserError(`candidate ${candidate.run} is not published: ${why}`);
      const publication = { run: candidate.run, asOf: candidate.asOf, publishedAt: effects.now().toISOString() };
      await warehouse.publish(candidate, publication);
      const sentence = `Published run ${publication.run}, as of ${publication.asOf}`;
      const line = flags.json ? `${JSON.stringify(publication)}\n` : `${sentence}.\n`;
      return await tellPublished({ text: line, sentence, isDocument: flags.json === true }, effects);
    } finally {
      await warehouse.close().catch(() => undefined); // what is published is published
    }
  },
};

export default publish;
