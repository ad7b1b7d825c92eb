import { resolve } from 'node:path';
import { UserError } from '@assay/core';
import { type Command, text, texts } from '../command.ts';
import { progressOf } from '../progress.ts';

const HELP = `
usage: assay sample --out <dir> [--orders 20000] [--seed 1] [--until 2026-01-31] [--plant fault[:share]]…

Writes the raw files of a believable shop: the same seed, size and last day give the same files.

  --out <dir>             where to write; an earlier sample there is replaced
  --orders <n>            how many orders (20000)
  --seed <n>              which shop (1)
  --until <date>          its last day (yesterday, UTC)
  --plant <fault[:share]> plants a fault, for seeing it caught; may be given several times:
                          FAULTS

example: assay sample --out data/raw --orders 50000 --until 2026-01-31 --plant negative_prices:0.2%
`;

const whole = (value: string | undefined, name: string, otherwise: number): number => {
  if (value === undefined) return otherwise;
  if (!/^\d+$/.test(value)) throw new UserError(`--${name} takes a whole number, not "${value}"`);
  return Number(value);
};

const sample: Command = {
  help: HELP,
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
    const progress = progressOf(effects, flags.quiet === true);
    progress.step('writing the shop');
    const written = await writeShop({
      out: resolve(effects.cwd, out),
      orders: whole(text(flags, 'orders'), 'orders', 20_000),
      seed: whole(text(flags, 'seed'), 'seed', 1),
      until: text(flags, 'until') ?? new Date(effects.now().getTime() - 86_400_000).toISOString().slice(0, 10),
      plant: texts(flags, 'plant'),
    });
    progress.end();
    effects.stdout.write(flags.json ? `${JSON.stringify(written)}\n` : `${out}: ${JSON.stringify(written)}\n`);
    return 0;
  },
};

export default sample;
