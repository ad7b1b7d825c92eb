import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const DAYS = ['2026-04-17', '2026-04-18', '2026-04-19', '2026-04-20'];

/** The day of the n-th set: each set says in every table of gold as of which day it is. */
export const dayOf = (set: number): string => DAYS[set % DAYS.length] ?? '';

const CONFIG = `name: apiary
as_of: 2026-04-20
input: raw
records: [records]
models: [models]
checks: [checks]
targets:
  local: { type: duckdb, path: .assay/apiary.duckdb }
mail: { from: quality@apiary.example, to: [keeper@apiary.example], when: always, smtp: "\${APIARY_SMTP}" }
`;

const honey = DAYS.flatMap((day, i) => [`7,${day},${310 + i}`, `19,${day},${95 - i}`, `23,${day},${204 * (i + 1)}`]);

const FILES: Readonly<Record<string, string>> = {
  'assay.yml': CONFIG,
  'raw/honey/april.csv': `hive,weighed,grams\n${honey.join('\n')}\n`,
  'records/honey.schema.json': JSON.stringify({
    type: 'object',
    required: ['hive', 'weighed', 'grams'],
    properties: { hive: { type: 'integer' }, weighed: { type: 'string', format: 'date' }, grams: { type: 'integer' } },
  }),
  'models/silver/honey.sql': `-- grain: hive, weighed
select hive, weighed, grams from bronze.honey where weighed <= :as_of`,
  'models/gold/hives.sql': `-- grain: hive
select hive, cast(sum(grams) as bigint) as grams, :as_of as as_of from silver.honey group by hive`,
  'models/gold/april.sql': `-- grain: as_of
select cast(sum(grams) as bigint) as grams, :as_of as as_of from silver.honey`,
  'checks/gold/hives.yml': `table: gold.hives
owner: keeper@apiary.example
columns:
  grams: { between: { at_least: 1 } }
  as_of: { freshness: { within: 10d } }
`,
};

/** A project as small as one can be that has a set of two tables to tear apart, mail, and something for an audit to find. */
export const makeApiary = async (folder: string): Promise<void> => {
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
};
