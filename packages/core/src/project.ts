import * as z from 'zod';
import { PERCENTAGE } from './share.ts';
import { source } from './source.ts';

const layers = (mine: string) =>
  z
    .array(z.string().min(1))
    .optional()
    .describe(`folders, the strongest first; without it ${mine}, where there is one, and builtin`);

/** What is still to come from the environment can only be held against its form then. */
const isOpen = (text: string): boolean => text.includes('${');

const memory = z
  .string()
  .refine(
    (text) => isOpen(text) || (/^\d+(\.\d+)?\s*[kmgt]i?b$/i.test(text) && Number.parseFloat(text) > 0),
    'an amount such as 512MB or 4GB',
  );

const duckdb = z.strictObject({
  type: z.literal('duckdb'),
  path: z.string().min(1),
  memory: memory.default('1GB').describe('what the engine may hold before it spills to disk'),
  statement_timeout: z
    .int()
    .positive()
    .optional()
    .describe('seconds after which a statement of a check is stopped; 1800 without it'),
});

const statements = {
  concurrency: z.int().min(1).max(64).optional().describe('statements in flight at once; 8 without it'),
  retry_for: z
    .number()
    .positive()
    .optional()
    .describe('seconds in which a server that is away is tried again; 300 without it'),
  statement_timeout: z.int().positive().optional().describe('seconds after which the server stops a statement'),
  publish: z
    .enum(['tables', 'slots'])
    .optional()
    .describe('tables: each is replaced (the default); slots: views that one commit switches together'),
};

const databricks = z.strictObject({
  type: z.literal('databricks'),
  host: z.string(),
  http_path: z.string(),
  token: z.string().optional(),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  tenant_id: z.string().optional().describe('of Entra ID, where client_id and client_secret are from there (Azure)'),
  catalog: z.string(),
  ...statements,
});

const spark = z.strictObject({
  type: z.literal('spark'),
  host: z.string().describe('of the Thrift server, with its port'),
  http_path: z.string().default('cliservice'),
  user: z.string().default('assay'),
  password: z.string().optional(),
  tls: z.boolean().default(true),
  catalog: z.string().default('spark_catalog'),
  ...statements,
});

/** Where gold is kept. A new engine adds its shape here and its file in `packages/warehouse`. */
export const target = z.discriminatedUnion('type', [duckdb, databricks, spark]);
export type Target = z.infer<typeof target>;
export type DuckdbTarget = z.infer<typeof duckdb>;
export type DatabricksTarget = z.infer<typeof databricks>;
export type SparkTarget = z.infer<typeof spark>;

const share = z
  .string()
  .regex(PERCENTAGE, 'a percentage such as 0.5%')
  .refine((text) => Number.parseFloat(text) <= 100, 'at most 100%');

const duration = z.string().regex(/^\d+(\.\d+)?[mhd]$/, 'a duration such as 24h, 2d or 90m');

/** `quality@example.com`, `Shop quality <quality@example.com>` */
const address = z
  .string()
  .regex(
    /^([^<>\r\n]*<[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;"]+@[^\s<>@,;"]+)$/,
    'a mail address such as quality@example.com',
  );

const audit = z.strictObject({
  remind: duration.default('24h').describe('how often a breach that lasts is mailed again'),
  score: z
    .number()
    .min(0)
    .max(100)
    .multipleOf(0.1)
    .optional()
    .describe('the quality score that the last gate must reach'),
  duration: duration.optional().describe('how long the last gate may have taken'),
});

const spending = {
  statements: z.int().positive().optional().describe('statements that may be sent'),
  scans: z.int().positive().optional().describe('statements among them that may read rows, not only statistics'),
  seconds: z.number().positive().optional().describe("the engine's time, all statements added up"),
};

const budget = z.strictObject({
  ...spending,
  table: z.strictObject(spending).optional().describe('the same for the checks of each single table'),
});

/** `assay.yml`, after `${NAME}` is filled in from the environment. */
export const project = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_-]*$/, 'lower-case letters, digits, - and _'),
  settings: z
    .record(z.string().regex(/^[a-z_][a-z0-9_]*$/), z.union([z.string(), z.number(), z.boolean()]))
    .default({}),
  as_of: z.union([z.literal('yesterday'), z.iso.date('yesterday, or a day such as 2026-01-31')]).default('yesterday'),
  input: z.string().min(1).optional(),
  records: layers('records'),
  sources: z.array(source).default([]).describe('what somebody else fills: schemas of the target, and tables of files'),
  models: layers('models'),
  checks: layers('checks'),
  quarantine: z.strictObject({ at_most: share }).default({ at_most: '0.5%' }),
  budget: budget.optional().describe('what the checks of one run may cost; a run that exceeds it fails'),
  default_target: z.string().optional(),
  targets: z.record(z.string(), target),
  history: z.string().min(1).default('.assay/runs'),
  audit: audit.default({ remind: '24h' }),
  mail: z
    .strictObject({
      from: address,
      smtp: z.string().optional(),
      to: z.array(address),
      owners: z.boolean().default(false).describe('also write to each owner about their own tables'),
      when: z.enum(['changed', 'always', 'never']).default('changed'),
      page: z.string().optional().describe('where readers find the page of a run; {run} stands for its id'),
    })
    .optional(),
});

export type Project = z.infer<typeof project>;

/** The JSON Schema of `assay.yml`, for editors. */
export const projectSchema = (): object => z.toJSONSchema(project, { target: 'draft-7', io: 'input' });
