import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeOrchard } from './orchard.ts';
import { type Ended, PROGRAM, assay as run } from './program.ts';

/** Nothing is forbidden to root, whose tests run the program as nobody. */
const NOBODY = process.getuid?.() === 0 ? 65_534 : undefined;
const others = NOBODY === undefined ? {} : { uid: NOBODY, gid: NOBODY };
/** Nobody may be kept away from the program itself: then nothing can be shown. */
const canRun = spawnSync(process.execPath, [PROGRAM, '--help'], { ...others, cwd: '/' }).status === 0;

let folder: string;
let remove: () => Promise<void>;
beforeEach(async () => {
  ({ folder, remove } = await makeOrchard());
  await chmod(folder, 0o777);
});
afterEach(async () => {
  await permit(0o755, 0o644);
  await remove();
});

const published = () => readFile(join(folder, '.assay/orchard.duckdb'));
/** Gives the folder and all in it these rights. */
const permit = async (folders: number, files: number) => {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    await chmod(join(entry.parentPath ?? entry.path, entry.name), entry.isDirectory() ? folders : files);
  await chmod(folder, folders);
};

/** One line on standard error, and nothing else. */
const sentence = ({ code, stdout, stderr }: Ended) => ({
  code,
  stdout,
  said: stderr.replace(`${folder}/`, ''),
});

describe.skipIf(!canRun)('without permission', () => {
  const gate = () => run(['gate'], { cwd: folder, uid: NOBODY });

  it('to write into the project, the gate ends with 3 and one sentence', async () => {
    await permit(0o555, 0o444);
    expect(sentence(await gate())).toEqual({
      code: 3,
      stdout: '',
      said: 'assay gate: .assay could not be made: no permission\n',
    });
  });

  it('to write the state, the gate ends with 3 and one sentence, and what is published stays', async () => {
    expect(await run(['gate'], { cwd: folder })).toMatchObject({ code: 0 });
    const before = await published();
    await permit(0o555, 0o444);
    expect(sentence(await gate())).toEqual({
      code: 3,
      stdout: '',
      said: 'assay gate: .assay/orchard.writer.duckdb could not be opened: no permission\n',
    });
    expect((await published()).equals(before)).toBe(true);
  });

  it('to read a raw file, the gate ends with 3 and one sentence', async () => {
    await chmod(join(folder, 'raw/harvest/all.csv'), 0o000);
    expect(sentence(await gate())).toEqual({
      code: 3,
      stdout: '',
      said: 'assay gate: raw/harvest/all.csv: cannot be read: no permission\n',
    });
  });
});

describe('a published file that another program writes', () => {
  it('ends the gate with 3 and one sentence that names the process, and is published anew once it is free', async () => {
    const gate = () => run(['gate'], { cwd: folder });
    expect(await gate()).toMatchObject({ code: 0 });
    const before = await published();
    const duckdb = createRequire(import.meta.url).resolve('@duckdb/node-api');
    const file = join(folder, '.assay/orchard.duckdb');
    const holder = spawn(process.execPath, [
      '-e',
      `require(${JSON.stringify(duckdb)}).DuckDBInstance.create(${JSON.stringify(file)}).then((instance) => { globalThis.held = instance; console.log('held'); setInterval(() => {}, 1000); })`,
    ]);
    try {
      await once(holder.stdout, 'data');
      expect(sentence(await gate())).toEqual({
        code: 3,
        stdout: '',
        said: `assay gate: .assay/orchard.duckdb is held by another process (PID ${holder.pid}); wait for it, or stop it\n`,
      });
    } finally {
      holder.kill('SIGKILL');
      await once(holder, 'exit');
    }
    expect((await published()).equals(before)).toBe(true);
    expect(await gate()).toMatchObject({ code: 0 });
  });
});
