import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAMAGED, type Dairy, makeDairy, text } from './fuzz/dairy.ts';
import { chance, mutated } from './fuzz/mutate.ts';
import { assayHere } from './in-process.ts';
import { assay, type Ended } from './program.ts';

const SEED = Number(process.env.ASSAY_SEED ?? 1);
const HERE = Number(process.env.ASSAY_RUNS ?? 2_000);
const STARTED = Math.ceil(HERE / 20);
const MOST_MS = 10_000;

let dairy: Dairy;
beforeAll(async () => {
  dairy = await makeDairy();
});
afterAll(() => dairy.remove());

/** What reads a file. */
const readerOf = (file: string, otherwise: string): readonly string[] => {
  if (file.startsWith('dbt/')) return ['import', 'dbt', 'dbt', '--out', 'out', '--force'];
  return file === 'manifest.json' ? ['import', 'dbt', file, '--out', 'out', '--force'] : [otherwise];
};

const wrong = ({ code, stdout, stderr }: Ended, ms: number, codes: readonly number[]): string | undefined => {
  const said = stdout + stderr;
  if (/bug of ours|\n\s+at .*[(:]\d+:\d+|INTERNAL/.test(said)) return said.slice(0, 900);
  if (code === null || !codes.includes(code)) return `exit code ${code}: ${said.slice(0, 500)}`;
  if (code !== 0 && said.trim() === '') return 'no word';
  return ms > MOST_MS ? `took ${Math.round(ms)} ms` : undefined;
};

interface Trying {
  readonly seed: number;
  readonly run: (words: readonly string[]) => Promise<Ended>;
  readonly command: string;
  readonly codes: readonly number[];
}

const tried = async ({ seed, run, command, codes }: Trying): Promise<string | undefined> => {
  const draw = chance(seed);
  const file = DAMAGED[Math.floor(draw() * DAMAGED.length)] ?? '';
  const { bytes, how } = mutated(text(file), draw);
  await dairy.put(file, bytes);
  const start = performance.now();
  const ended = await run(readerOf(file, command));
  const fault = wrong(ended, performance.now() - start, codes);
  await dairy.mend(file);
  await rm(join(dairy.folder, 'out'), { recursive: true, force: true });
  return fault && `seed ${seed}, ${file}, ${how}: ${fault}`;
};

it('starts from files without a fault', async () => {
  for (const command of ['lint', 'gate'])
    expect(await assayHere([command], { cwd: dairy.folder })).toMatchObject({ code: 0 });
});

it(`gives a sentence and the right exit code for ${HERE} damaged files of a project`, async () => {
  const faults: string[] = [];
  const run = (words: readonly string[]) => assayHere(words, { cwd: dairy.folder });
  for (let i = 0; i < HERE; i++) {
    const fault = await tried({ seed: SEED * 1_000_000 + i, run, command: 'lint', codes: [0, 2] });
    if (fault) faults.push(fault);
  }
  expect(faults).toEqual([]);
});

it(`and for ${STARTED} of them through the program itself, at the gate`, async () => {
  const faults: string[] = [];
  const run = (words: readonly string[]) => assay(words, { cwd: dairy.folder });
  for (let i = 0; i < STARTED; i++) {
    const fault = await tried({ seed: SEED * 1_000_000 + i * 20, run, command: 'gate', codes: [0, 1, 2, 3] });
    if (fault) faults.push(fault);
  }
  expect(faults).toEqual([]);
});
