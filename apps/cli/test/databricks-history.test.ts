import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Lakehouse, openLakehouse } from './lakehouse.ts';

let lakehouse: Lakehouse;
beforeEach(async () => {
  lakehouse = await openLakehouse({ retryFor: 0.3 });
});
afterEach(() => lakehouse.close());

const runs = () =>
  lakehouse.delta.look(
    'select run, who, project, as_of, verdict, published, report from lake._assay.runs order by run',
  );

it('writes every gate down in the warehouse with who, verdict and report, for machines without a history of their own', async () => {
  expect((await lakehouse.assay('gate')).code).toBe(0);
  const first = await lakehouse.report();
  await lakehouse.fillSilver(-1);
  expect((await lakehouse.assay('gate')).code).toBe(1);
  const second = await lakehouse.report();
  const said = { who: 'baker', project: 'orchard', as_of: '2026-01-31' };
  expect(await runs()).toMatchObject([
    { ...said, run: first.run.id, verdict: 'pass', published: true },
    { ...said, run: second.run.id, verdict: 'fail', published: false },
  ]);
  expect(JSON.parse(String((await runs())[1]?.report))).toEqual(second);
  const [published] = await lakehouse.delta.look("select said from lake._assay.events where kind = 'published'");
  expect(JSON.parse(String(published?.said))).toMatchObject({ run: first.run.id, verdict: 'passed' });

  // Another machine: nothing is left of the project's own history
  await rm(join(lakehouse.folder, '.assay'), { recursive: true });
  await lakehouse.fillSilver(1);
  expect((await lakehouse.assay('gate')).code).toBe(0);
  const third = await lakehouse.report();
  expect(third.previous).toMatchObject({ run: second.run.id, verdict: 'fail' });
  expect(third.score_trend.map(({ run }) => run)).toEqual([first, second, third].map(({ run }) => run.id));

  const written = lakehouse.fake.calls.flatMap(({ statement }) =>
    statement?.includes('_assay`.`') ? [statement] : [],
  );
  const changed = written.filter((text) => /\b(update|delete|merge|overwrite|replace|drop)\b/i.test(text));
  expect(changed.filter((text) => !text.includes('`writer`'))).toEqual([]);
});

it('publishes all the same where the run cannot be written down, and says so', async () => {
  const message = '[INSUFFICIENT_PERMISSIONS] User does not have permission MODIFY on Table runs. SQLSTATE: 42501';
  lakehouse.fake.fail(({ statement }) => (statement?.includes('`runs`') ? { kind: 'refusal', message } : undefined));
  const { code, stderr } = await lakehouse.assay('gate');
  expect(code, stderr).toBe(0);
  expect(stderr).toMatch(/the history in the warehouse is left alone: .*does not permit it/);
});
