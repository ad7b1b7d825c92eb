import type { Explanation } from '@assay/checks';

const indented = (text: string, by = '  '): string => text.replace(/^(?=.)/gm, by);

/** What a name means, for a terminal. */
export const nameText = ({ name, tool, is, example, sql, differs }: Explanation): string =>
  [
    tool === null ? name : `${name} (${tool})`,
    ...is.flatMap(({ name: kind, summary, nulls, options }) => [
      tool === null ? `  ${summary}` : `  is here: ${kind}. ${summary}`,
      ...(nulls ? [`  NULL and empty: ${nulls}`] : []),
      `  options of ${kind}:`,
      ...options.map((line) => `    ${line}`),
    ]),
    ...(differs ? [`  ${example === null ? '' : 'differs: '}${differs}`] : []),
    ...(example === null ? [] : ['  example:', indented(example, '    ')]),
    ...(sql.length > 0 ? ['  asks (DuckDB):', indented(sql.join(';\n'), '    ')] : []),
  ].join('\n');
