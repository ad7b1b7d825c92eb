import { writeFile } from 'node:fs/promises';
import { UnavailableError } from '@assay/core';
import { openDuckdb } from '@assay/warehouse';
import { describe, expect, it } from 'vitest';
import { namingFullDisk } from '../src/disk-full.ts';

const told = async (failing: Promise<unknown>) =>
  failing.catch(namingFullDisk('/data/raw')).catch((error: unknown) => error);
const sentence = 'the disk is full: /data/raw holds a part of a shop; make room and run it again';

describe.skipIf(process.platform !== 'linux')('a full disk (/dev/full)', () => {
  it('is told in one sentence when the engine meets it', async () => {
    const session = await openDuckdb({ path: ':memory:' });
    const error = await told(session.execute(`copy (from range(100000)) to '/dev/full' (format csv)`));
    expect(error).toBeInstanceOf(UnavailableError);
    expect(String((error as Error).message)).toBe(sentence);
    await session.close();
  });

  it('is told in the same sentence when node meets it', async () => {
    expect(await told(writeFile('/dev/full', 'x'))).toMatchObject({ name: 'UnavailableError', message: sentence });
  });

  it('is not seen in other errors', async () => {
    expect(await told(Promise.reject(new Error('no such file')))).toMatchObject({ name: 'Error' });
  });
});
