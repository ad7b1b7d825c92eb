import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const node = (name: string, more: object) => ({ name, package_name: 'dairy', schema: 'gold', alias: name, ...more });

/** A project in which every sort of file says something: what is not written cannot be damaged. */
const FILES: Readonly<Record<string, string>> = {
  'assay.yml': `name: dairy
settings: { fat: 3, region: alps }
as_of: 2026-01-31
input: raw
records: [records]
models: [models]
checks: [checks]
quarantine: { at_most: 0.5% }
budget: { statements: 400, scans: 150, seconds: 600, table: { statements: 60 } }
audit: { remind: 24h, score: 90, duration: 2h }
default_target: local
targets:
  local: { type: duckdb, path: .assay/dairy.duckdb, memory: 512MB, statement_timeout: 60 }
history: .assay/runs
mail: { from: Dairy <dairy@example.com>, to: [team@example.com], owners: true, when: never }
`,
  'records/milkings.schema.json': JSON.stringify(
    {
      type: 'object',
      required: ['cow', 'milked_on'],
      properties: {
        cow: { type: 'integer', minimum: 1 },
        milked_on: { type: 'string', format: 'date' },
        litres: { type: ['number', 'null'], multipleOf: 0.01, maximum: 80 },
        shed: { type: 'string', enum: ['north', 'south'], pattern: '^[a-z]+$' },
      },
    },
    null,
    2,
  ),
  'raw/milkings/all.csv': `cow,milked_on,litres,shed\n${Array.from({ length: 40 }, (_, i) => `${i + 1},2026-01-${30 + (i % 2)},${10 + (i % 7)}.5,${i % 3 ? 'north' : 'south'}`).join('\n')}\n`,
  'models/silver/milkings.sql': `-- grain: cow, milked_on
select cow, milked_on, litres, shed from bronze.milkings where milked_on <= :as_of and litres > :fat
`,
  'models/gold/days.sql': `-- grain: milked_on
-- figures: litres by milked_on
with milked as (
  select milked_on, litres, row_number() over (partition by milked_on order by cow) as place from silver.milkings
)
select milked_on, cast(sum(litres) as decimal(18,2)) as litres, count(*) as cows, max(place) as last_place
from milked group by milked_on
`,
  'checks/_defaults.yml': `owner: dairy@example.com
tags: [milk]
tagged: { milk: { runbook: 'https://example.com/milk' } }
`,
  'checks/gold/days.yml': `table: gold.days
description: A day of milking.
freshness: { within: 48h, column: milked_on }
ready_by: 08:00 Europe/Zurich on working days
version: 2
retention_days: 400
public: [milked_on, litres]
columns:
  milked_on: { type: date, not_null: true, not_in_future: true }
  litres: { between: { at_least: 1, below: 10000 } }
  cows: { type: integer, between: [1, 500] }
checks:
  - holds: litres >= cows * 2
    name: every cow gives two litres
    because: less is a sick cow
    warn: "> 0"
    error: "> 10%"
  - row_count: { at_least: 1, at_most: 400 }
    severity: warn
  - reconcile: { of: sum(litres), within: 1%, equals: { table: silver.milkings } }
  - aggregate: { of: avg(litres), at_least: 2, by: [milked_on] }
  - share: { of: litres > 100, at_least: 5% }
  - sql: select milked_on from gold.days where litres > 9999
    name: no day is a lake
`,
  'checks/silver/milkings.yml': `table: silver.milkings
pii: [shed]
columns:
  shed: { one_of: [north, south], matches: "^[a-z]+$", length: { at_most: 10 } }
  litres: { not_null: true }
checks:
  - unique: [cow, milked_on]
    name: one milking a day
  - no_gaps: { every: day }
    column: milked_on
    severity: warn
`,
  'waivers.yml': `waivers:
  - { check: gold.days.row_count, who: dairy@example.com, why: the calf is born, until: 2026-02-20 }
`,
  'manifest.json': JSON.stringify(
    {
      metadata: { dbt_schema_version: 'https://schemas.getdbt.com/dbt/manifest/v12.json' },
      nodes: {
        'model.dairy.days': node('days', { resource_type: 'model', version: 1, latest_version: 1 }),
        'test.dairy.a': node('accepted', {
          resource_type: 'test',
          attached_node: 'model.dairy.days',
          column_name: 'cows',
          test_metadata: { name: 'accepted_values', kwargs: { column_name: 'cows', values: [1, 2], quote: false } },
          depends_on: { nodes: ['model.dairy.days'] },
          config: { severity: 'warn', warn_if: '> 3', where: 'cows > 1' },
        }),
        'test.dairy.b': node('no_lake', {
          resource_type: 'test',
          depends_on: { nodes: ['model.dairy.days'] },
          raw_code: "select 1 from {{ ref('days') }} where litres > 9999",
        }),
      },
      sources: {},
      disabled: {},
    },
    null,
    1,
  ),
  'dbt/models.yml': `version: 2
x: &told { tests: [not_null] }
models:
  - name: days
    columns:
      - { name: milked_on, <<: *told }
      - name: cows
        tests:
          - dbt_utils.accepted_range: { min_value: 1, max_value: 500, config: { severity: warn } }
          - relationships: { to: ref('herd'), field: cows }
sources:
  - { name: barn, schema: silver, tables: [{ name: milkings, columns: [{ name: cow, tests: [unique] }] }] }
`,
};

/** The files that are damaged. */
export const DAMAGED = Object.keys(FILES).filter((name) => !name.startsWith('raw/'));

export interface Dairy {
  readonly folder: string;
  readonly put: (name: string, bytes: Buffer) => Promise<void>;
  readonly mend: (name: string) => Promise<void>;
  readonly remove: () => Promise<void>;
}

export const text = (name: string): Buffer => Buffer.from(FILES[name] ?? '');

export const makeDairy = async (): Promise<Dairy> => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-dairy-'));
  const put = async (name: string, bytes: Buffer) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  };
  for (const name of Object.keys(FILES)) await put(name, text(name));
  return {
    folder,
    put,
    mend: (name) => put(name, text(name)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
