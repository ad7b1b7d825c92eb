import { resolve } from 'node:path';
import { UserError } from '@assay/core';
import { type Command, text, texts } from '../command.ts';
import { progressOf } from '../progress.ts';

const help = async (): Promise<string> => {
  const { faults } = await import('@assay/sample');
  const lines = Object.entries(faults).map(([name, { says, share }]) => {
    const taken = share === undefined ? '' : ` (${share * 100}%)`;
    return `  ${name.padEnd(27)} ${says}${taken}`;
  });
  return `
usage: assay sample --out <dir> [--orders 20000] [--seed 1] [--until 2026-01-31] [--plant fault[:share]]…

Writes the raw files of three years of a believable shop: the same seed, size and last day give the same files, and
of a day more in the same month only what happened on it is new.

  --out <dir>      where to write; an earlier sample there is replaced
  --orders <n>     how many orders it has at the end of its last month (20000)
  --seed <n>       which shop (1)
  --until <date>   its last day (yesterday, UTC)
  --plant <fault>  plants a fault, for seeing it caught; may be given several times, as fault or fault:share

faults:
${lines.join('\n')}

example: assay sample --out data/raw --until 2026-01-31 --plant negative_prices:0.002
`;
};

/** More than any disk holds. */
const MOST = 1_000_000_000;

const whole = (value: string | undefined, name: string): number | undefined => {
  if (value !== undefined && !/^\d+$/.test(value))
    throw new UserError(`--${name} takes a whole number, not "${value}"`);
  if (value !== undefined && Number(value) > MOST) throw new UserError(`--${name} is at most ${MOST}`);
  return value === undefined ? undefined : Number(value);
};

const sample: Command = {
  help,
  options: {
    out: { type: 'string' },
    orders: { type: 'string' },
    seed: { type: 'string' },
    until: { type: 'string' },
    plant: { type: 'string', multiple: true },
  },
  run: async ({ flags, effects }) => {
    const { writeShop } = await import('@assay/sample');
    const out = text(flags, 'out');
    if (out === undefined) throw new UserError('--out <dir> says where the raw files go, and is missing');
    const yesterday = new Date(effects.now().getTime() - 86_400_000).toISOString().slice(0, 10);
    const progress = progressOf(effects, flags.quiet === true);
    progress.step('writing the shop');
    const { since, until, dataSets } = await writeShop({
      out: resolve(effects.cwd, out),
      orders: whole(text(flags, 'orders'), 'orders'),
      seed: whole(text(flags, 'seed'), 'seed'),
      until: text(flags, 'until') ?? yesterday,
      plant: texts(flags, 'plant'),
      signal: effects.signal,
    });
    progress.end();
    if (flags.json) effects.stdout.write(`${JSON.stringify({ since, until, data_sets: dataSets })}\n`);
    else if (!flags.quiet) {
      const sum = (key: 'rows' | 'files' | 'bytes') => dataSets.reduce((total, dataSet) => total + dataSet[key], 0);
      const [rows, files] = [sum('rows').toLocaleString('en'), sum('files').toLocaleString('en')];
      const size = (sum('bytes') / 1e6).toFixed(1);
      effects.stdout.write(`${out}: a shop from ${since} to ${until}, ${rows} records in ${files} files, ${size} MB\n`);
    }
    return 0;
  },
};

export default sample;
