import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { openSpark } from '@assay/warehouse/testing/spark-bench';
import { measure, median } from './measure.ts';

const PROGRAM = resolve('../apps/cli/bin/assay.mjs');
const ROUNDS = 7;

/** Milliseconds that a small statement takes through the driver alone and through a session of ours, by turns. */
export const overhead = async ({ session, driver }: Awaited<ReturnType<typeof openSpark>>, times: number) => {
  const text = 'select cast(1 as string) as m_0';
  const ways = {
    bare: async () => {
      const operation = await driver.executeStatement(text);
      await operation.finished();
      await operation.fetchAll();
      await operation.close();
    },
    ours: () => session.query(text),
  };
  const took: Record<keyof typeof ways, number[]> = { bare: [], ours: [] };
  for (let i = 0; i < times; i++)
    for (const way of i % 2 === 0 ? (['bare', 'ours'] as const) : (['ours', 'bare'] as const)) {
      const start = performance.now();
      await ways[way]();
      took[way].push(performance.now() - start);
    }
  return { bare: median(took.bare), ours: median(took.ours) };
};

const HOOK = `process.on('exit', () => {
  const files = Object.keys(require.cache).filter((name) => /[\\\\/]@databricks[\\\\/]/.test(name)).length;
  process.stdout.write('\\nfiles of the driver: ' + files);
});
`;

/** What starting takes in a project on DuckDB, and what loading the driver would add: whole processes, by turns. */
export const loading = async (folder: string) => {
  const hook = join(folder, 'hook.cjs');
  await writeFile(hook, HOOK);
  const ways = {
    'node -e 0': ['-e', '0'],
    'assay --help': [PROGRAM, '--help'],
    'assay spot, DuckDB': [PROGRAM, 'spot', 'gold.daily_revenue', '--quiet'],
    'the driver alone': ['-e', `require(${JSON.stringify(require.resolve('@databricks/sql'))})`],
  };
  const all = Object.entries(ways).map(([way, words]) => ({ way, words, rounds: [] as ReturnType<typeof measure>[] }));
  for (let i = 0; i < ROUNDS; i++)
    for (const { words, rounds } of all) rounds.push(measure(['--require', hook, ...words], folder));
  return all.map(({ way, rounds }) => ({
    way,
    seconds: median(rounds.map(({ seconds }) => seconds)),
    megabytes: median(rounds.map(({ megabytes }) => megabytes)),
    files: Number(/files of the driver: (\d+)$/.exec(rounds[0]?.stdout ?? '')?.[1]),
  }));
};
