import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFaultyDisk, type Fault, type FaultyDisk } from './disk/faulty-disk.ts';
import { problemsOf } from './disk/problems.ts';
import { SCENARIOS, type Scenario } from './disk/scenarios.ts';
import { type Bench, openBench, prepare, type Trial, tryFault } from './disk/trial.ts';

const BENCHES = 2;
const EVERY_FIFTH = 5;
const isAll = process.env.ASSAY_KILL === 'all';
const isRequired = process.env.ASSAY_REQUIRE_GCC === '1';

const folder = await mkdtemp(join(tmpdir(), 'assay-faults-'));
const library = buildFaultyDisk(folder);
const disk = library as FaultyDisk; // what follows is skipped without one
const benches: Bench[] = [];
beforeAll(async () => {
  for (let i = 0; i < BENCHES; i++) benches.push(await openBench(join(folder, `bench-${i}`)));
});
afterAll(async () => {
  await Promise.all(benches.map((bench) => bench.close()));
  await rm(folder, { recursive: true, force: true });
});

it.runIf(isRequired)('has a compiler (ASSAY_REQUIRE_GCC=1)', () => expect(library).toBeDefined());

/** What is asked of a scenario once. */
const once = <T>(work: (scenario: Scenario) => Promise<T>): ((scenario: Scenario) => Promise<T>) => {
  const known = new Map<Scenario, Promise<T>>();
  return (scenario) => {
    const asked = known.get(scenario) ?? work(scenario);
    known.set(scenario, asked);
    return asked;
  };
};

const prepared = once((scenario) => prepare(scenario, folder));

const tryOn = async (bench: Bench | undefined, trial: Pick<Trial, 'scenario' | 'fault' | 'at'>): Promise<Trial> => {
  if (!bench) throw new Error('there is no bench');
  return tryFault(await prepared(trial.scenario), trial, { bench, disk });
};

const undisturbed = once((scenario) => tryOn(benches[0], { scenario, fault: 'kill', at: 0 }));

const describeTrial = ({ scenario, fault, at, operations }: Trial): string => {
  const { name, path } = operations[at - 1] ?? { name: 'nothing', path: '' };
  return `${scenario.name}, ${fault} at ${at} (${name} ${basename(path)})`;
};

/** Meets a fault at one operation after the other, to the last; gives how many met it, and all that is wrong. */
const tryEvery = async (scenario: Scenario, { fault, step }: { fault: Fault; step: number }) => {
  const usual = await undisturbed(scenario);
  const problems: string[] = [];
  let at = 1;
  let faults = 0;
  let last = usual.operations.length;
  const work = async (bench: Bench): Promise<void> => {
    while (at <= last) {
      const mine = at;
      at += step;
      const trial = await tryOn(bench, { scenario, fault, at: mine });
      if (trial.operations.length >= mine) {
        faults += 1;
        last = Math.max(last, mine + step); // a command that does more this time is followed to its end
      }
      const found = problemsOf(trial, usual.states.next.files).map((problem) => `${describeTrial(trial)}: ${problem}`);
      if (isAll) process.stderr.write(found.map((problem) => `${problem}\n`).join('')); // nobody waits an hour for the first
      problems.push(...found);
    }
  };
  await Promise.all(benches.map(work));
  return { faults, problems };
};

describe.skipIf(!library)('the disk of a project (needs gcc)', () => {
  it.each(SCENARIOS)('is watched whole while nothing disturbs $name', async (scenario) => {
    const trial = await undisturbed(scenario);
    expect(trial.ended, trial.ended.stderr).toMatchObject({ code: scenario.code });
    expect(problemsOf(trial, trial.states.next.files)).toEqual([]);
    const seen = trial.operations.map(({ name, path }) => `${name} ${basename(path)}`);
    for (const operation of scenario.does) expect(seen).toContainEqual(expect.stringMatching(operation));
  });

  const ways: readonly Fault[] = isAll ? ['kill', 'ENOSPC', 'EIO once'] : ['kill'];
  describe.each(ways)('%s', (fault) => {
    it.each(SCENARIOS)('at any operation of $name loses nothing, blocks nothing, leaves nothing', async (scenario) => {
      const { faults, problems } = await tryEvery(scenario, {
        fault,
        step: isAll || scenario.isEveryTried ? 1 : EVERY_FIFTH,
      });
      expect(problems).toEqual([]);
      expect(faults).toBeGreaterThan(0);
      if (isAll) process.stderr.write(`${scenario.name}, ${fault}: ${faults} operations\n`);
    });
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('a gate ends within five seconds of %s at any operation', async (fault) => {
    const gate = SCENARIOS.find(({ name }) => name === 'a gate');
    if (!gate) throw new Error('there is no gate');
    const { faults, problems } = await tryEvery(gate, { fault, step: EVERY_FIFTH });
    expect(problems).toEqual([]);
    expect(faults).toBeGreaterThan(0);
  });
});
