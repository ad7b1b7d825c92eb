import { setTimeout as sleep } from 'node:timers/promises';
import type { Report } from '@assay/core';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Lakehouse, openLakehouse } from './lakehouse.ts';

let lakehouse: Lakehouse;
beforeEach(async () => {
  lakehouse = await openLakehouse({ changes: { 'checks/gold/days.yml': 'table: gold.days\n' } });
  const { code, stderr } = await lakehouse.assay('gate');
  expect(code, stderr).toBe(0);
});
afterEach(() => lakehouse.close());

const audit = async () => {
  const start = lakehouse.fake.calls.length;
  const { code, stdout, stderr } = await lakehouse.assay('audit', '--json');
  const report: Report = JSON.parse(stdout || '{}');
  const logs = lakehouse.fake.calls.slice(start).filter(({ statement }) => statement?.startsWith('describe history'));
  return { code, stderr, days: report.tables?.find(({ name }) => name === 'gold.days'), logs: logs.length };
};

it('holds a table to its own properties where its contract is silent, and reads no log that nobody asks for', async () => {
  const quiet = await audit();
  expect(quiet.code, quiet.stderr).toBe(0);
  expect(quiet.days).toMatchObject({ owner: null, freshness: null });
  expect(quiet.logs).toBe(0);

  const promise = async (hours: string) => {
    for (const [key, value] of [
      ['owner', 'days@example.com'],
      ['sla_freshness_hours', hours],
    ])
      await lakehouse.delta.run(
        `alter table \`lake\`.\`gold\`.\`days\` set tblproperties ('assay.${key}' = '${value}')`,
      );
  };
  await promise('2');
  const kept = await audit();
  expect(kept.code, kept.stderr).toBe(0);
  expect(kept.logs).toBe(1);
  expect(kept.days).toMatchObject({ owner: 'days@example.com', freshness: { within_hours: 2 } });
  expect(kept.days?.checks.find(({ id }) => id === 'gold.days.freshness')).toMatchObject({
    status: 'pass',
    found: expect.stringMatching(/^changed 20\d\d-.* ago$/),
    owner: 'days@example.com',
  });

  await promise('0.000001');
  await sleep(50);
  const broken = await audit();
  expect(broken.code).toBe(1);
  expect(broken.logs).toBe(0);
  expect(broken.days?.checks.find(({ id }) => id === 'gold.days.freshness')).toMatchObject({
    status: 'fail',
    found: expect.stringMatching(/^not changed since 20\d\d-/),
    wanted: expect.stringMatching(/as the table's own properties say$/),
  });
});
