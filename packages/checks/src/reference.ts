import type { Value } from '@assay/core';
import * as z from 'zod';
import { type Explaining, sqlOf } from './example-sql.ts';
import { foreignTools } from './foreign/index.ts';
import { mappingPage } from './foreign/mapping-page.ts';
import { columnsOf, type Given, type GivenTable, tablesOf } from './given.ts';
import type { Kind } from './kind.ts';
import type { Recipe } from './recipe.ts';

type Schema = z.core.JSONSchema.BaseSchema;

const cell = (value: Value): string => (value === null ? 'NULL' : String(value).replaceAll('|', '\\|'));

const tableOf = ([name, { columns, rows }]: readonly [string, GivenTable]): string => {
  const names = columnsOf(columns).map(({ name }) => name);
  const body = rows.length > 0 ? rows.map((row) => `| ${row.map(cell).join(' | ')} |`) : ['*no rows*'];
  return [`\`${name}\``, '', `| ${names.join(' | ')} |`, `|${' --- |'.repeat(names.length)}`, ...body].join('\n');
};

const tablesIn = (given: Readonly<Record<string, Given>>): readonly string[] =>
  Object.entries(tablesOf(given)).map(tableOf);

/** `true`, `[value, …]`, `{ at_least, … }`: the shapes that options may have, with what they mean. */
const shapes = (schema: Schema): readonly string[] => {
  if (schema.anyOf) return schema.anyOf.flatMap(shapes);
  const meaning = schema.description ? `: ${schema.description}` : '';
  if (schema.const !== undefined) return [`\`${JSON.stringify(schema.const)}\`${meaning}`];
  if (schema.enum) return [`${schema.enum.map((value) => `\`${value}\``).join(', ')}${meaning}`];
  if (schema.type === 'object') {
    const required = new Set(schema.required ?? []);
    const keys = Object.entries(schema.properties ?? {}).map(([key, of]) => {
      const said = typeof of === 'object' && of.description ? `: ${of.description}` : '';
      return `\`${key}\`${required.has(key) ? '' : ' (if wanted)'}${said}`;
    });
    return [`keys${meaning}: ${keys.join('; ')}`];
  }
  return [`${schema.type === 'array' ? 'a list' : `a ${String(schema.type)}`}${meaning}`];
};

/** The shapes that the options of a kind or recipe may have, one a line. */
export const optionLines = (options: z.ZodType): readonly string[] =>
  shapes(z.toJSONSchema(options, { target: 'draft-7', io: 'input' }));

const optionsOf = (options: z.ZodType): string =>
  optionLines(options)
    .map((shape) => `- ${shape}`)
    .join('\n');

/** What a kind makes of a table without rows. */
export const emptiness = ({ judgesEmpty }: Pick<Kind, 'judgesEmpty'>): string =>
  judgesEmpty ? 'A table without rows is judged.' : 'A table without rows is skipped.';

const fenced = (yaml: string): string => `\`\`\`yaml\n${yaml}\n\`\`\``;

const PLACES: Readonly<Record<Kind['on'], string>> = {
  column: 'on a column',
  table: 'on a table',
  either: 'on a column or on a table',
};

/** What the first example would ask, in the plainest way there is. */
const asks = ({ examples }: Kind, explaining: Explaining): readonly string[] => {
  const [first] = examples;
  const statements = first ? sqlOf(first, explaining).statements : [];
  const text = statements.map((one) => one.replace(/^select \((.*)\) as m_0$/s, '$1')).join(';\n');
  return text === ''
    ? ['Asks nothing: the catalog knows.']
    : ['Asks, of the first example:', `\`\`\`sql\n${text}\n\`\`\``];
};

const kindPage = (of: Kind, explaining: Explaining): string => {
  const { name, summary, nulls, on, dimension, filters, judgesEmpty, options, examples } = of;
  const shown = examples.map(({ title, check, given, gives }) => {
    const verdict = gives.failing ? `${gives.status}, ${gives.failing} failing` : gives.status;
    return [`*${title}*`, fenced(check), ...tablesIn(given), `→ ${verdict}`].join('\n\n');
  });
  return [
    `## ${name}`,
    summary,
    `${nulls} ${emptiness({ judgesEmpty })}`,
    `Stands ${PLACES[on]}; \`where:\` ${filters ? 'narrows its rows' : 'has no meaning for it'}; counts towards ${dimension}.`,
    optionsOf(options),
    ...shown,
    ...asks(of, explaining),
  ].join('\n\n');
};

const recipePage = ({ name, summary, options, examples }: Recipe): string => {
  const shown = examples.map(({ title, check, given, fails }) =>
    [`*${title}*`, fenced(check), ...tablesIn(given), `→ fails: ${fails.join('; ')}`].join('\n\n'),
  );
  return [`## ${name}`, summary, optionsOf(options), ...shown].join('\n\n');
};

/** The reference of all kinds and recipes, from what they say of themselves, and of other tools' names for them. */
export const reference = (explaining: Explaining): string =>
  `${[
    '# Checks, kind by kind',
    'Made from the code; every example is a test. How contracts are written is in [contracts.md](contracts.md). Who knows a check by the name of another tool finds it [at the end](#by-the-name-in-another-tool).',
    ...explaining.kinds.map((kind) => kindPage(kind, explaining)),
    '# Recipes',
    'Written like kinds; each becomes several checks.',
    ...explaining.recipes.map(recipePage),
    ...mappingPage(foreignTools),
  ].join('\n\n')}\n`;
