import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, inject, it } from 'vitest';
import { openBakery } from './fake/bakery.ts';
import type { Fault } from './fake/server.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

it('leaves each table old or new, and the next gate a whole set, whichever call a publishing process is killed at', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-killed-'));
  const script = join(folder, 'publish.cjs');
  await build({
    ...{ entryPoints: [here('./spark/publish.ts')], outfile: script, bundle: true, platform: 'node', format: 'cjs' },
    external: ['@databricks/sql'],
    supported: { 'dynamic-import': false }, // require() looks in NODE_PATH, import() does not
  });
  const bakery = await openBakery(inject('certificate'));
  /** Publishes in a process of its own; what `meet` says of each of its calls may end it. */
  const publish = async (meet: (call: number, kill: () => void) => Fault | undefined) => {
    const child = spawn(process.execPath, [script, JSON.stringify(bakery.target())], {
      stdio: 'ignore',
      env: { ...process.env, NODE_PATH: here('../node_modules') },
    });
    const start = bakery.fake.calls.length;
    bakery.fake.fail(({ number }) => meet(number - start, () => child.kill('SIGKILL')));
    const [code, signal] = await once(child, 'exit');
    bakery.fake.fail(() => undefined);
    return { code, signal, calls: bakery.fake.calls.length - start };
  };

  await bakery.gate(1);
  await bakery.prepare(2);
  const whole = await publish(() => undefined);
  expect(whole.code).toBe(0);
  expect(await bakery.shown()).toEqual([2, 2]);

  const seen = new Set<string>();
  let killed = 0;
  for (let i = 1; i <= whole.calls; i++) {
    const old = (i % 7) + 1;
    await bakery.gate(old);
    await bakery.prepare(9);
    const isUnheard = i % 2 === 0;
    const { signal, calls } = await publish((call, kill) => {
      if (call !== i) return undefined;
      kill();
      return isUnheard ? { kind: 'lost request' } : undefined;
    });
    const what = `killed at call ${i} of ${whole.calls}`;
    // A process that was quicker than the first says less often that it is there, and makes fewer calls
    expect(signal, what).toBe(calls < i ? null : 'SIGKILL');
    if (signal) killed += 1;
    const shown = await bakery.shown();
    for (const made of shown) expect([old, 9], what).toContain(made);
    seen.add([...new Set(shown)].length === 2 ? 'both' : shown[0] === 9 ? 'new' : 'old');

    const warehouse = bakery.open();
    const session = await warehouse.resume({ wait: 9 });
    await session?.close();
    const settled = await bakery.shown();
    expect(settled[0], what).toBe(settled[1]);
    expect((await warehouse.publication())?.run, what).toBe(`20260201_06000${settled[0]}_0000`);
    await warehouse.close();
  }
  expect(killed).toBeGreaterThan(10);
  expect([...seen]).toEqual(expect.arrayContaining(['old', 'new']));
  await bakery.close();
  await rm(folder, { recursive: true });
});
