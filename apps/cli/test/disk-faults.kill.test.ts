import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFaultyDisk, type Fault, type FaultyDisk } from './disk/faulty-disk.ts';
import { problemsOf } from './disk/problems.ts';
import { SCENARIOS, type Scenario } from './disk/scenarios.ts';
import { type Bench, openBench, prepare, type Trial, tryFault } from './disk/trial.ts';

const BENCHES = 2;
const isAll = process.env.ASSAY_KILL === 'all';
const isRequired = process.env.ASSAY_REQUIRE_GCC === '1';

const folder = await mkdtemp(join(tmpdir(), 'assay-faults-'));
const disk = buildFaultyDisk(folder) as FaultyDisk; // asked for below, and skipped without it
let benches: readonly Bench[];
beforeAll(async () => {
  benches = await Promise.all(Array.from({ length: BENCHES }, (_, i) => openBench(join(folder, `bench-${i}`))));
});
afterAll(async () => {
  await Promise.all(benches.map((bench) => bench.close()));
  await rm(folder, { recursive: true, force: true });
});

it.runIf(isRequired)('has a compiler (ASSAY_REQUIRE_GCC=1)', () => expect(disk).toBeDefined());

/** Every so many operations meet the fault. */
const stepOf = ({ name }: Scenario): number => (isAll || name === 'a gate' || name === 'publish' ? 1 : 5);

const describeTrial = ({ scenario, fault, at, operations }: Trial): string => {
  const { name, path } = operations[at - 1] ?? { name: 'nothing', path: '' };
  return `${scenario.name}, ${fault} at ${at} (${name} ${basename(path)})`;
};

/** Meets a fault at operation after operation until the command ends before it; gives how many met it, and what is wrong. */
const tryEvery = async (scenario: Scenario, fault: Fault) => {
  const prepared = await prepare(scenario, folder);
  const [first] = benches;
  if (!first) throw new Error('there is no bench');
  const usual = (await tryFault(prepared, { scenario, fault, at: 0 }, { bench: first, disk })).states.next.files;
  const problems: string[] = [];
  let at = 1;
  let faults = 0;
  let isOver = false;
  const work = async (bench: Bench): Promise<void> => {
    while (!isOver) {
      const mine = at;
      at += stepOf(scenario);
      const trial = await tryFault(prepared, { scenario, fault, at: mine }, { bench, disk });
      if (trial.operations.length < mine) isOver = true;
      else faults += 1;
      for (const problem of problemsOf(trial, usual)) {
        problems.push(`${describeTrial(trial)}: ${problem}`);
        process.stderr.write(`${describeTrial(trial)}: ${problem}\n`);
      }
    }
  };
  await Promise.all(benches.map(work));
  process.stderr.write(`${scenario.name}, ${fault}: ${faults} faults, ${problems.length} problems\n`);
  return { faults, problems };
};

describe.skipIf(disk === undefined)('the disk of a project (needs gcc)', () => {
  it.each(SCENARIOS)('is seen by the library in $name: what DuckDB, and what Node writes', async (scenario) => {
    const prepared = await prepare(scenario, folder);
    const [bench] = benches;
    if (!bench) throw new Error('there is no bench');
    const trial = await tryFault(prepared, { scenario, fault: 'kill', at: 0 }, { bench, disk });
    expect(trial.ended).toMatchObject({ code: scenario.code });
    expect(problemsOf(trial, trial.states.next.files)).toEqual([]);
  });

  const faults: readonly Fault[] = isAll ? ['kill', 'ENOSPC', 'EIO once'] : ['kill'];
  describe.each(faults)('%s', (fault) => {
    it.each(SCENARIOS)(
      'at every operation of $name loses nothing, blocks nothing, leaves nothing over',
      async (scenario) => {
        const { faults: met, problems } = await tryEvery(scenario, fault);
        expect(problems).toEqual([]);
        expect(met).toBeGreaterThan(0);
      },
    );
  });
});
