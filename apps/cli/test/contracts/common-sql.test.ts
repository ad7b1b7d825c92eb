import { parseContracts } from '@assay/checks';
import type { Demand } from '@assay/core';
import { lintSql } from '@assay/pipeline';
import { describe, expect, it } from 'vitest';
import { contractSources } from './workshop.ts';

/** Options of kinds that hold SQL, by key; `sql` and `holds` are SQL themselves. */
const SQL_KEYS = ['of', 'where', 'by', 'distinct'];

const textsIn = (options: unknown): string[] => {
  if (Array.isArray(options)) return options.flatMap(textsIn);
  if (typeof options !== 'object' || options === null) return [];
  return Object.entries(options).flatMap(([key, value]) =>
    SQL_KEYS.includes(key) ? [value].flat().filter((text) => typeof text === 'string') : textsIn(value),
  );
};

const asQuery = (expression: string): string => `select ${expression}`;

const queriesIn = (kind: string, options: unknown): string[] => {
  if (kind === 'sql') return [String(options)];
  return (kind === 'holds' ? [String(options)] : textsIn(options)).map(asQuery);
};

const queriesOf = ({ kind, options, where }: Demand): string[] => [
  ...queriesIn(kind, options),
  ...(where === null ? [] : [asQuery(where)]),
];

const parameters = ['as_of', 'home_country', 'fiscal_start_month'];
const sources = await contractSources();

describe('what a contract asks can be read by both engines', () => {
  for (const source of sources)
    it(source.file, () => {
      const { contracts, problems } = parseContracts([source]);
      expect(problems).toEqual([]);
      const found = contracts
        .flatMap(({ demands }) => demands.flatMap(queriesOf))
        .flatMap((query) =>
          lintSql(query, { file: source.file, parameters }).map(({ message }) => `${message}: ${query}`),
        );
      expect(found).toEqual([]);
    });
});
