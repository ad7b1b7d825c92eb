import { parse } from 'yaml';
import { AROUND } from '../contract/grammar.ts';
import type { Equivalent, ForeignTool } from './foreign.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Lines of code within one cell, their indentation kept. */
const code = (yaml: string): string =>
  yaml
    .split('\n')
    .map((line) => {
      const [indent = ''] = /^ */.exec(line) ?? [];
      return `${'&nbsp;'.repeat(indent.length)}\`${line.trim().replaceAll('|', '\\|')}\``;
    })
    .join('<br>');

/** The kinds and recipes that some YAML is made of. */
const kindsIn = (yaml: string): readonly string[] => {
  const read: unknown = parse(yaml);
  const entries: readonly object[] = Array.isArray(read) ? read : [];
  const head = !Array.isArray(read) && /^freshness:/m.test(yaml) ? ['freshness'] : [];
  const listed = entries.flatMap((entry) => Object.keys(entry).filter((key) => !AROUND.includes(key)));
  return [...new Set([...head, ...listed])];
};

const row = ([name, equivalent]: readonly [string, Equivalent]): string => {
  if ('not' in equivalent) return `| \`${cell(name)}\` | – | | Not here: it ${cell(equivalent.not)}. |`;
  const links = kindsIn(equivalent.is).map((kind) => `[${kind}](#${kind})`);
  return `| \`${cell(name)}\` | ${links.join(', ')} | ${code(equivalent.is)} | ${cell(equivalent.differs ?? '')} |`;
};

const section = ({ name, version, tests }: ForeignTool): string =>
  [
    `## From ${name} ${version}`,
    ['| there | here | as a contract writes it | where they differ |', '| --- | --- | --- | --- |']
      .concat(Object.entries(tests).map(row))
      .join('\n'),
  ].join('\n\n');

/** Every test of every tool as a table, by its own name. */
export const mappingPage = (tools: readonly ForeignTool[]): readonly string[] => [
  '# By the name in another tool',
  'What each test of other tools is here. Where the last column is empty, both give the same verdict on the same data. `assay explain --kind <name>` says the same in a terminal, with options and SQL; `assay import dbt` translates: [coming-from.md](coming-from.md).',
  ...tools.map(section),
];
