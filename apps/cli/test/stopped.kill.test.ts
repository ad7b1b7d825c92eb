import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDuckdb } from '@assay/warehouse';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAYS, makeOrchard } from './orchard.ts';
import { assay, start } from './program.ts';

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeOrchard());
});
afterEach(() => remove());

const publishedDays = async (): Promise<string[]> => {
  const session = await openDuckdb({ path: join(folder, '.assay', 'orchard.duckdb'), readOnly: true, threads: 1 });
  try {
    const { rows } = await session.query(
      'select distinct as_of::varchar as day from gold.trees union select distinct as_of::varchar from gold.days',
    );
    return rows.map(({ day }) => String(day));
  } finally {
    await session.close();
  }
};

const asOf = (i: number) => DAYS[i % DAYS.length] ?? '';

describe('Ctrl-C', () => {
  it('during a check that never ends stops it with 130, and what is published stays', async () => {
    expect(await assay(['gate', '--as-of', asOf(0)], { cwd: folder })).toMatchObject({ code: 0 });
    const endless = `checks:
  - sql: |
      select a.tree from gold.trees a cross join gold.trees b cross join gold.trees c cross join gold.trees d
      where a.tree + b.tree + c.tree + d.tree < 0
    name: this never comes to an end
`;
    const text = `table: gold.days\nowner: orchard@example.com\n${endless}`;
    await writeFile(join(folder, 'checks/gold/days.yml'), text);
    const { child, ended } = start(['gate', '--as-of', asOf(1)], { cwd: folder });
    await Promise.race([sleep(4000), ended]);
    expect(child.exitCode, 'the check is still being asked').toBe(null);
    child.kill('SIGINT');
    const { code, stderr } = await ended;
    expect({ code, lines: stderr.trim().split('\n').length }).toEqual({ code: 130, lines: 1 });
    expect(await publishedDays()).toEqual([asOf(0)]);
  });
});

const program = fileURLToPath(new URL('../bin/assay.mjs', import.meta.url));
const mounts = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs -o size=1m tmpfs /mnt']).status === 0;

/** A shell in a name space of its own, where a small disk is mounted on a folder. */
const onSmallDisk = (disk: string, script: string): Promise<{ code: number | null; output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      'unshare',
      ['-rm', 'sh', '-c', `mount -t tmpfs -o size=24m tmpfs "$1" && cd "$1"\n${script}`, 'sh', disk, folder],
      { env: { ...process.env, NO_COLOR: '1' } },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => {
        output += part;
      });
    child.on('error', reject).on('close', (code) => resolve({ code, output }));
  });

describe.skipIf(!mounts)('a full disk (needs the right to mount one: unshare -rm)', () => {
  it('ends a gate with 3 and one sentence; what is published stays, and with room again the next run publishes', async () => {
    const disk = await mkdtemp(join(tmpdir(), 'assay-disk-'));
    const gate = `"${process.execPath}" "${program}" gate --quiet --as-of`;
    const { output } = await onSmallDisk(
      disk,
      `cp -r "$2"/. . && ${gate} ${asOf(0)}; echo "first $?"
       cp .assay/orchard.duckdb published.before
       head -c $(( $(df --output=avail -B1 . | tail -1) - 400000 )) /dev/zero > filler
       ${gate} ${asOf(1)}; echo "full $?"
       cmp .assay/orchard.duckdb published.before; echo "same $?"
       rm filler published.before
       ${gate} ${asOf(2)}; echo "again $?"`,
    );
    const lines = output.trim().split('\n');
    expect(lines.filter((line) => /^(first|full|same|again) \d+$/.test(line))).toEqual([
      'first 0',
      'full 3',
      'same 0',
      'again 0',
    ]);
    const between = lines.slice(lines.indexOf('first 0') + 1, lines.indexOf('full 3'));
    expect(between).toEqual([expect.stringMatching(/^assay gate: .*(disk is full|No space left)/)]);
    expect(await readdir(disk)).toEqual([]);
    await rm(disk, { recursive: true });
  });
});
