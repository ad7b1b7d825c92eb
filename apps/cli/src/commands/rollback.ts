import { type Command, text } from '../command.ts';
import { makeUp } from '../gate/make-up.ts';
import { tellPublished } from '../output.ts';
import { loadProject } from '../project/load.ts';
import { waitOf } from '../project/wait.ts';

const rollback: Command = {
  help: `
usage: assay rollback [run] [--list]

Makes the publication before this one, or that of a run, the published set again.

  --list   show the publications that are kept, newest first

example: assay rollback 20260131_060000_1a2b
`,
  options: { list: { type: 'boolean' } },
  words: { least: 0, most: 1 },
  run: async ({ flags, words, effects }) => {
    const { openWarehouse } = await import('@assay/warehouse');
    const tell = (message: string) => void effects.stderr.write(`${message}\n`);
    const loaded = await loadProject(flags, effects);
    await makeUp({ loaded, effects, tell });
    const warehouse = await openWarehouse(loaded.target, { tell });
    try {
      if (flags.list) {
        const kept = await warehouse.previous();
        const lines = kept.map(({ run, asOf, publishedAt }) => `${run}  as of ${asOf}, published ${publishedAt}\n`);
        effects.stdout.write(
          flags.json ? `${JSON.stringify(kept)}\n` : lines.join('') || 'no earlier publication is kept\n',
        );
        return 0;
      }
      const back = await warehouse.rollback({ to: words[0], wait: waitOf(text(flags, 'wait')), onWait: tell });
      const sentence = `Published again: run ${back.run}, as of ${back.asOf}`;
      const line = flags.json ? `${JSON.stringify(back)}\n` : `${sentence}.\n`;
      return await tellPublished({ text: line, sentence, isDocument: flags.json === true }, effects);
    } finally {
      await warehouse.close().catch(() => undefined); // what is published is published
    }
  },
};

export default rollback;
