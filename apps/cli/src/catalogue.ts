import type { Check, Contract } from '@assay/core';
import type { Blueprint } from './project/blueprint.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ').trim();
const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
const anchor = (table: string): string => `[${table}](#${table.replaceAll('.', '')})`;

interface Entry {
  readonly table: string;
  readonly grain: readonly string[];
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly contract: Contract | undefined;
  readonly checks: readonly Check[];
  readonly reads: readonly string[];
  readonly readers: readonly string[];
}

const claims = (checks: readonly Check[]): string[] => {
  const said = checks.filter(({ kind }) => kind !== 'not_empty');
  return said.map(({ name, warn, error, because }) => {
    const warns = warn && !error ? ' *(a warning)*' : '';
    return `- ${cell(name)}${warns}${because ? `: ${cell(because)}` : ''}`;
  });
};

const section = ({ table, grain, columns, contract, checks, reads, readers }: Entry): string => {
  const about = (name: string) => contract?.columns.find((column) => column.name === name)?.description ?? '';
  const flags = (name: string) =>
    [contract?.pii.includes(name) ? 'PII' : '', contract?.public.includes(name) ? 'public' : '']
      .filter(Boolean)
      .join(', ');
  return [
    `## ${table}`,
    contract?.description ?? '',
    `One row a ${code(grain)}.${contract?.owner ? ` Owner: ${contract.owner}.` : ''}${contract?.mayBeEmpty ? ` May be empty: ${contract.mayBeEmpty}.` : ''}`,
    `Made of ${reads.map((name) => (name.startsWith('bronze.') ? `\`${name}\`` : anchor(name))).join(', ') || 'nothing'}${readers.length > 0 ? `; read by ${readers.map(anchor).join(', ')}` : ''}.`,
    [
      '| column | type | | what it is |',
      '| --- | --- | --- | --- |',
      ...columns.map(({ name, type }) => `| \`${name}\` | ${type} | ${flags(name)} | ${cell(about(name))} |`),
    ].join('\n'),
    ['What must hold:', '', ...claims(checks)].join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
};

/** The tables of a project as a Markdown page: grain, columns, meaning, checks and lineage, gold first. */
export const catalogue = ({ models, tables, upstream, contracts }: Blueprint, checks: readonly Check[]): string => {
  const entries = models.map(({ table, schema }) => ({
    schema,
    table,
    grain: tables.get(table)?.grain ?? [],
    columns: tables.get(table)?.columns ?? [],
    contract: contracts.find((one) => one.table === table),
    checks: checks.filter((check) => check.table === table),
    reads: upstream.get(table) ?? [],
    readers: [...upstream].filter(([, reads]) => reads.includes(table)).map(([reader]) => reader),
  }));
  const order = (schema: string) => (schema === 'silver' ? 1 : 0);
  const sorted = entries.sort((a, b) => order(a.schema) - order(b.schema) || (a.table < b.table ? -1 : 1));
  return `# The tables

Made from models and contracts by \`assay list --format markdown\`; write there, not here.

${sorted.map(section).join('\n\n')}
`;
};
