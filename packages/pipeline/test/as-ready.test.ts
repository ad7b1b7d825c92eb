import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { asReady } from '../src/models/as-ready.ts';

/** Two silos feed a mill each; the bakery needs both mills, the farm shop only the first silo. */
const needs: Record<string, string[]> = {
  silo_north: [],
  silo_south: [],
  mill_north: ['silo_north'],
  mill_south: ['silo_south'],
  farm_shop: ['silo_north'],
  bakery: ['mill_north', 'mill_south'],
};
const names = Object.keys(needs);
const after = (name: string) => needs[name] ?? [];

const record = async (atOnce: number, takes: (name: string) => number = () => 5, breaks?: string) => {
  const [begun, done]: [string[], string[]] = [[], []];
  let [inWork, most] = [0, 0];
  const work = async (name: string) => {
    for (const before of after(name)) expect(done, `${name} began before ${before} was done`).toContain(before);
    begun.push(name);
    inWork += 1;
    most = Math.max(most, inWork);
    await sleep(takes(name));
    inWork -= 1;
    if (name === breaks) throw new Error(`${name} burnt down`);
    done.push(name);
  };
  const error = await asReady(names, { after, atOnce, work }).catch((thrown: Error) => thrown.message);
  return { begun, done, most, error, inWork };
};

it('does one after the other, in the order given, where one at once is wanted', async () => {
  expect(await record(1)).toMatchObject({ begun: names, done: names, most: 1 });
});

it('has no more in work at once than it may, and nothing before what it needs', async () => {
  const { most, done } = await record(2);
  expect(most).toBe(2);
  expect([...done].sort()).toEqual([...names].sort());
});

it('begins what is ready without waiting for the rest of a wave', async () => {
  const { begun } = await record(8, (name) => (name === 'silo_south' ? 60 : 5));
  expect(begun.indexOf('farm_shop')).toBeLessThan(begun.indexOf('mill_south'));
  expect(begun.indexOf('mill_north')).toBeLessThan(begun.indexOf('mill_south'));
});

it('begins nothing after a failure, and throws it when all that was in work has ended', async () => {
  const { begun, error, inWork } = await record(8, (name) => (name === 'silo_south' ? 40 : 5), 'silo_north');
  expect(begun).toEqual(['silo_north', 'silo_south']);
  expect(error).toBe('silo_north burnt down');
  expect(inWork).toBe(0);
});

it('says that items wait for each other', async () => {
  const circle = { after: (name: string) => (name === 'egg' ? ['hen'] : ['egg']), atOnce: 2, work: async () => {} };
  await expect(asReady(['hen', 'egg'], circle)).rejects.toThrow(/circle/);
});
