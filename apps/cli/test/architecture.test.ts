import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Who may import whom; the only arrows there are. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'packages/core': [],
  'packages/files': ['core'],
  'packages/warehouse': ['core', 'files'],
  'packages/pipeline': ['core', 'files'],
  'packages/checks': ['core'],
  'packages/sample': ['core', 'warehouse'],
  'apps/reporter': ['core', 'files'],
  'apps/cli': [
    'core',
    'files',
    'warehouse',
    'pipeline',
    'checks',
    'sample',
    'reporter',
    'reporter/mail',
    'reporter/tame',
  ],
};

const DRIVERS = /^(@duckdb\/|@databricks\/|thrift)/;

const importsOf = async (place: string): Promise<{ file: string; module: string }[]> => {
  const entries = await readdir(join(root, place, 'src'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'));
  const found = await Promise.all(
    files.map(async (entry) => {
      const file = join(entry.parentPath ?? entry.path, entry.name);
      const text = await readFile(file, 'utf8');
      return Array.from(text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g), ([, module = '']) => ({ file, module }));
    }),
  );
  return found.flat();
};

for (const [place, allowed] of Object.entries(ALLOWED)) {
  it(`${place} imports ${allowed.length > 0 ? allowed.join(', ') : 'nothing'} of ours, and no package's inside`, async () => {
    const ours = (await importsOf(place)).filter(({ module }) => module.startsWith('@assay/'));
    const wrong = ours.filter(({ module }) => !allowed.includes(module.replace('@assay/', '')));
    expect(wrong).toEqual([]);
  });
}

it('finds the imports it judges', async () => {
  const modules = new Set((await importsOf('apps/cli')).map(({ module }) => module));
  for (const name of ALLOWED['apps/cli'] ?? []) expect(modules).toContain(`@assay/${name}`);
});

it('lets only the warehouse know a driver', async () => {
  for (const place of Object.keys(ALLOWED).filter((name) => name !== 'packages/warehouse')) {
    const drivers = (await importsOf(place)).filter(({ module }) => DRIVERS.test(module));
    expect(drivers).toEqual([]);
  }
});

it('keeps core pure: zod alone', async () => {
  const outside = (await importsOf('packages/core')).filter(
    ({ module }) => !module.startsWith('.') && module !== 'zod',
  );
  expect(outside).toEqual([]);
});
