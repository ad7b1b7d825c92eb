import * as z from 'zod';

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const count = z.int().nonnegative();
const instant = z.string().describe('ISO 8601, UTC');
const day = z.string().describe('YYYY-MM-DD');

export const DIMENSIONS = ['completeness', 'uniqueness', 'validity', 'consistency', 'timeliness', 'accuracy'] as const;

const waiver = z.object({
  who: z.string(),
  why: z.string(),
  until: day,
  state: z.enum(['active', 'ends soon', 'expired']),
});

const point = z.object({
  run: z.string(),
  as_of: day,
  status: z.enum(['pass', 'fail', 'skip', 'error']),
  failing_rows: count.nullable(),
});

export const reportedCheck = z.object({
  id: z.string().describe('stable over runs, moves of the file and reordering'),
  name: z.string().describe('the claim, as a sentence'),
  kind: z.string(),
  column: z.string().nullable(),
  dimension: z.enum(DIMENSIONS),
  severity: z.enum(['error', 'warn']).describe('of this verdict: warn never blocks'),
  status: z.enum(['pass', 'fail', 'skip', 'error']),
  found: z.string(),
  wanted: z.string(),
  message: z.string().nullable().describe('why it was skipped, or why it could not be asked'),
  failing_rows: count.nullable(),
  rows_judged: count.nullable(),
  explanation: z.string().nullable().describe('where the breach comes from: the slice that explains most of it'),
  samples: z.array(z.record(z.string(), value)).describe('offenders with the keys of the table, PII masked'),
  sql: z.string().nullable().describe("lists all offenders in the engine's own dialect"),
  proved_by: z.string().nullable(),
  owner: z.string().nullable(),
  runbook: z.string().nullable(),
  because: z.string().nullable(),
  tags: z.array(z.string()),
  contract: z.object({ file: z.string(), line: count, column: count }).nullable(),
  failing_since: z.object({ run: z.string(), as_of: day, started_at: instant }).nullable(),
  previous_status: z.enum(['pass', 'fail', 'skip', 'error']).nullable(),
  trend: z.array(point).describe('oldest first'),
  waiver: waiver.nullable(),
  likely_cause: z.array(z.string()).describe('ids of failing checks on tables that this one is made of'),
});

const score = z.number().min(0).max(100).nullable().describe('per cent of checks that hold; null where none was asked');

export const reportedTable = z.object({
  name: z.string(),
  description: z.string().nullable(),
  grain: z.array(z.string()),
  rows: count.nullable(),
  verdict: z.enum(['pass', 'warn', 'fail', 'skip', 'error']),
  owner: z.string().nullable(),
  consumers: z.array(z.string()),
  public: z.array(z.string()),
  runbook: z.string().nullable(),
  columns: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      null_share: z.number().min(0).max(1).optional().describe('where a check counted the NULLs'),
    }),
  ),
  freshness: z
    .object({ newest: z.string().nullable(), age_hours: z.number().nullable(), within_hours: z.number().nullable() })
    .nullable(),
  scores: z.object({
    overall: score,
    completeness: score,
    uniqueness: score,
    validity: score,
    consistency: score,
    timeliness: score,
    accuracy: score,
  }),
  build_ms: z.number().nullable(),
  rows_trend: z.array(z.object({ run: z.string(), as_of: day, rows: count.nullable() })),
  demanded: z
    .boolean()
    .optional()
    .describe('false where no contract demands anything: only what nobody has to write was asked, or nothing'),
  checks: z.array(reportedCheck),
});

const charts = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('series'),
    id: z.string(),
    title: z.string(),
    finding: z.string().describe('the sentence that says what is to be seen'),
    unit: z.string(),
    x: z.array(z.string()),
    series: z.array(z.object({ name: z.string(), values: z.array(z.number().nullable()) })),
    flags: z.array(z.object({ x: z.string(), label: z.string() })),
  }),
  z.object({
    type: z.literal('triangle'),
    id: z.string(),
    title: z.string(),
    finding: z.string(),
    unit: z.string(),
    rows: z.array(z.object({ label: z.string(), size: count, values: z.array(z.number().nullable()) })),
  }),
  z.object({
    type: z.literal('bars'),
    id: z.string(),
    title: z.string(),
    finding: z.string(),
    unit: z.string(),
    bars: z.array(z.object({ label: z.string(), value: z.number(), note: z.string().nullable() })),
  }),
]);

/** What changed in one table against the last publication. */
const change = z.object({
  table: z.string(),
  rows: z.object({ before: count.nullable(), after: count.nullable() }),
  columns: z.array(z.string()).describe('one sentence a column that came, went or changed its type'),
  keys: z.object({ added: count, removed: count, changed: count }).nullable(),
  figures: z.array(
    z.object({ name: z.string(), period: z.string().nullable(), before: value, after: value, closed: z.boolean() }),
  ),
});

/** report.json: all that any later view is made of. Fields stay as they are once released. */
export const report = z.object({
  version: z.literal(1),
  run: z.object({
    id: z.string(),
    project: z.string(),
    target: z.string(),
    as_of: day,
    git: z.string().nullable(),
    started_at: instant,
    finished_at: instant,
  }),
  verdict: z.enum(['pass', 'fail', 'error']),
  published: z.boolean().nullable().describe('null where publishing was not asked for'),
  reason: z.string().describe('one sentence: published or refused, and why'),
  totals: z.object({
    tables: count,
    checks: count,
    pass: count,
    warn: count,
    fail: count,
    skip: count,
    error: count,
    waived: count,
  }),
  quarantine: z.array(
    z.object({
      data_set: z.string(),
      records: count,
      bad: count,
      reasons: z.array(z.object({ field: z.string().nullable(), reason: z.string(), records: count })),
    }),
  ),
  left_out: z
    .array(z.object({ table: z.string(), reason: z.string(), rows: count }))
    .describe('rows that the models leave out on purpose, by reason'),
  statements: z.object({
    build: count,
    check: count,
    scans: count.optional().describe('statements of checks that read rows, not only statistics'),
    sent: z
      .array(z.object({ id: z.string(), rows: count.nullable(), bytes: count.nullable(), ms: z.number().nullable() }))
      .optional()
      .describe(
        "all statements of the run by the warehouse's own ids; null is what its records do not say, or not yet",
      ),
  }),
  timings: z.array(z.object({ step: z.string(), ms: z.number() })),
  changes: z.array(change),
  lineage: z.array(z.object({ from: z.string(), to: z.string() })),
  charts: z.array(charts),
  previous: z
    .object({
      run: z.string(),
      as_of: day,
      verdict: z.enum(['pass', 'fail', 'error']),
      published: z.boolean().nullable(),
      started_at: instant.optional(),
    })
    .nullable(),
  last_publication: z.object({ run: z.string(), as_of: day, published_at: instant }).nullable(),
  score_trend: z.array(z.object({ run: z.string(), as_of: day, overall: score, duration_ms: z.number() })),
  tables: z.array(reportedTable),
});

export type Report = z.infer<typeof report>;
export type ReportedTable = z.infer<typeof reportedTable>;
export type ReportedCheck = z.infer<typeof reportedCheck>;
export type Chart = z.infer<typeof charts>;
export type Change = z.infer<typeof change>;
export type Dimension = (typeof DIMENSIONS)[number];

/** The JSON Schema of report.json, for readers in another process or version: fields they do not know are let be. */
export const reportSchema = (): object => z.toJSONSchema(report, { target: 'draft-7', io: 'input' });
