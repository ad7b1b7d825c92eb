import { chartDeclaration, type Limit } from '@assay/core';
import * as z from 'zod';
import { duration } from '../durations.ts';
import type { Kind } from '../kind.ts';
import type { Recipe } from '../recipe.ts';
import { reason, sentence } from './sentence.ts';

const names = z.array(z.string());

const limit = z
  .string()
  .regex(/^>\s*\d{1,9}(\.\d{1,6})?%?$/, 'a limit such as "> 0" or "> 1%"')
  .transform((text): Limit => {
    const above = text.slice(1).trim();
    return above.endsWith('%') ? { above, of: 'share' } : { above: Number(above), of: 'rows' };
  });

const severity = z.enum(['error', 'warn']).describe('warn reports and never blocks');

const around = {
  severity: severity.optional(),
  where: sentence.optional().describe('only these rows are judged'),
  warn: limit.optional().describe('more failing rows than this are reported, and do not block: "> 0", "> 0.1%"'),
  error: limit.optional().describe('more failing rows than this block: "> 10", "> 1%"'),
  because: sentence.optional().describe('why anybody cares; shown in the mail'),
  tags: names.optional().describe('of this check, beside those of its table'),
  owner: sentence.optional().describe('who is told of this check, and asked'),
  runbook: sentence.optional().describe('a link to what to do when it fails'),
  action: z
    .enum(['fail', 'quarantine'])
    .optional()
    .describe('quarantine moves failing rows out before anything is built on them'),
};

/** What people want to know around a check, whatever its kind. */
export const AROUND: readonly string[] = ['name', 'column', ...Object.keys(around)];

const optionsOf = (kinds: readonly Kind[]) =>
  Object.fromEntries(
    kinds.map(({ name, options, summary, nulls }) => [name, options.optional().describe(`${summary} ${nulls}`)]),
  );

/** What a contract file may say, given the kinds there are. */
export const contractGrammar = (kinds: readonly Kind[], recipes: readonly Recipe[]) => {
  const column = z.strictObject({
    type: sentence
      .optional()
      .describe('text, integer, decimal, float, number, boolean, date, timestamp, key, or the exact type'),
    description: sentence.optional().describe('what the column holds'),
    ...optionsOf(kinds.filter(({ on }) => on !== 'table')),
  });
  const check = z.strictObject({
    ...optionsOf(kinds),
    ...Object.fromEntries(recipes.map(({ name, options, summary }) => [name, options.optional().describe(summary)])),
    column: z.string().optional().describe('the column that the check is on'),
    name: sentence.optional().describe('the claim as a sentence; part of the id'),
    ...around,
  });
  const change = z.strictObject({ ...around, options: z.unknown().optional().describe('other options for the kind') });
  return z.strictObject({
    table: z
      .string()
      .regex(/^[^.\s]+\.[^.]+$/, 'a table with its schema, such as gold.daily_revenue')
      .describe('the table, with its schema'),
    description: sentence.optional().describe('what one row is, for people and the catalogue'),
    owner: sentence.optional().describe('who is told, and asked'),
    runbook: sentence.optional().describe('a link to what to do when a check of the table fails'),
    grain: names
      .optional()
      .describe('the key of a table that no model of the project builds; it is then unique and not null'),
    consumers: names.optional().describe('who reads the table'),
    freshness: z
      .strictObject({
        within: duration,
        column: z.string().optional().describe('the newest event'),
        from: z.enum(['publication', 'metadata']).optional().describe('instead of a column: when it was published'),
        severity: severity.optional(),
      })
      .optional()
      .describe('how old the newest event, or the publication, may be'),
    ready_by: sentence
      .optional()
      .describe('by when the last whole day has to be published: 08:00 Europe/Berlin on working days'),
    domain: sentence.optional().describe('the part of the business, for the catalogue'),
    version: z.union([z.string(), z.number()]).optional().describe('raised when a public column changes'),
    refresh: sentence.optional().describe('how often it is built, for the catalogue'),
    classification: sentence.optional().describe('how confidential it is, for the catalogue'),
    retention_days: z.int().positive().optional().describe('how long rows are kept, for the catalogue'),
    public: names.optional().describe('columns that others may build on'),
    pii: names.optional().describe('columns masked in every sample, page and mail'),
    tags: names.optional().describe('of the table and all its checks; _defaults.yml may say more for a tag'),
    may_be_empty: reason.optional().describe('why the table may have no rows'),
    chart: chartDeclaration.optional().describe('the picture that the table gives to the page'),
    columns: z.record(z.string(), column.nullable()).optional().describe('what must hold of each column'),
    checks: z
      .array(check)
      .optional()
      .describe('what must hold of the table, and whatever needs a name, a reason, a limit or where:'),
    change: z
      .record(z.string(), change)
      .optional()
      .describe('checks of a lower layer, by id, and what is different here'),
    disable: z
      .record(z.string(), reason)
      .optional()
      .describe('checks of a lower layer, by id, and why they are not wanted'),
  });
};

const defaults = {
  owner: sentence.optional(),
  runbook: sentence.optional(),
  consumers: names.optional(),
  domain: sentence.optional(),
  refresh: sentence.optional(),
  classification: sentence.optional(),
  pii: names.optional(),
};

/** What `_defaults.yml` may say for the contracts of its folder, and of those below, that do not say it themselves. */
export const defaultsGrammar = z.strictObject({
  ...defaults,
  tags: names.optional().describe('tags that all these contracts have'),
  tagged: z
    .record(z.string(), z.strictObject(defaults))
    .optional()
    .describe('the same for those of them that have a tag; owner and runbook also for single checks that have it'),
});

export type ContractFile = z.infer<ReturnType<typeof contractGrammar>>;
