import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { UserError } from '@assay/core';
import { makeFolder } from '@assay/files';
import type { Command } from '../command.ts';

const files = (name: string): Readonly<Record<string, string>> => ({
  'assay.yml': `# yaml-language-server: $schema=./project.schema.json is printed by: assay schema project
name: ${name}
settings: { home_country: US, fiscal_start_month: 1 }
as_of: yesterday
input: data/raw                # a folder a raw data set: CSV, NDJSON, Parquet
# models/<schema>/<table>.sql come first, the built-in gold after them; checks/ adds to the built-in contracts
targets:
  local: { type: duckdb, path: .assay/${name}.duckdb }
`,
  'checks/gold/daily_revenue.yml': `# What this shop demands of the table beside the built-in contract.
table: gold.daily_revenue
checks:
  - holds: gross_revenue >= 0
    name: no day ends below zero
    because: refunds are booked as returns here, never as negative orders
`,
  '.gitignore': `.assay/
data/raw/
`,
});

const init: Command = {
  help: `
usage: assay init [dir]

Makes a new project in three files that works at once with the sample shop.

example: assay init shop && cd shop && assay sample --out data/raw && assay gate
`,
  options: {},
  words: { least: 0, most: 1 },
  run: async ({ words, effects }) => {
    const folder = resolve(effects.cwd, words[0] ?? '.');
    const name =
      (folder.split('/').at(-1) ?? 'shop')
        .toLowerCase()
        .replaceAll(/[^a-z0-9_-]/g, '_')
        .replace(/^[^a-z]+/, '') || 'shop';
    const there: string[] = await readdir(folder).catch(() => []);
    const taken = Object.keys(files(name)).filter((file) => there.includes(file.split('/')[0] ?? file));
    if (taken.length > 0) throw new UserError(`${folder} has ${taken.join(' and ')} already; nothing was written`);
    for (const [file, text] of Object.entries(files(name))) {
      await makeFolder(dirname(join(folder, file)));
      await writeFile(join(folder, file), text);
    }
    effects.stdout.write(`${folder}: ${Object.keys(files(name)).join(', ')}
Next: cd ${words[0] ?? '.'} && assay sample --out data/raw && assay gate
`);
    return 0;
  },
};

export default init;
