import { readFile } from 'node:fs/promises';
import { type Problem, UserError } from '@assay/core';
import { filesBelow } from '@assay/files';
import * as z from 'zod';
import { SOURCE, toColumn } from './columns.ts';
import type { DataSet, RecordColumn } from './data-set.ts';
import type { Validate } from './validator.ts';

const SUFFIX = '.schema.json';
const NAME = /^[a-z][a-z0-9_]*$/;

/** What a column answers for, or nobody; any other keyword judges the record as a whole. */
const PLAIN = [
  'properties',
  'additionalProperties',
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'examples',
  'type',
  'required',
];

const shape = z.looseObject({
  type: z.literal('object'),
  required: z.array(z.string()).default([]),
  properties: z.record(z.string(), z.record(z.string(), z.unknown())),
});

type Compile = (schema: object) => Validate;

/** Compiled for the first record that somebody must judge; most are clear without. */
const lazily = (schema: object, file: string, compile: Compile): Validate => {
  let made: Validate | undefined;
  return (record) => {
    try {
      made ??= compile(schema);
    } catch (error) {
      throw new UserError([unusable(error, file)], { cause: error });
    }
    return made(record);
  };
};

const unusable = (error: unknown, file: string): Problem => ({
  message: `is not a JSON Schema that can be used: ${error instanceof Error ? error.message : error}`,
  file,
});

/** Sentences about properties that would be one column, or are read from one. */
const twice = (columns: readonly RecordColumn[]): string[] => {
  const isAgain = (of: (column: RecordColumn) => string) => (column: RecordColumn, i: number) =>
    columns.findIndex((one) => of(one) === of(column)) < i;
  const lowerName = ({ name }: RecordColumn) => name.toLowerCase();
  const last = columns.find(isAgain(lowerName));
  const first = last && columns.find((one) => lowerName(one) === lowerName(last));
  const again = columns.find(isAgain(({ source }) => source));
  return [
    ...(last && first
      ? [
          `properties ${first.key} and ${last.key} are both column ${last.name} in SQL; call one otherwise, and say "${SOURCE}": "${last.source}"`,
        ]
      : []),
    ...(again ? [`two of its properties are read from column ${again.source}`] : []),
  ];
};

const parse = (text: string, name: string, file: string, compile: Compile): DataSet | Problem[] => {
  const problem = (message: string): Problem[] => [{ message, file }];
  if (!NAME.test(name))
    return problem(`${name} cannot be the name of a data set: lower-case letters, digits and _ only`);
  try {
    if (/\0|\\u0000/.test(text)) return problem('holds a NUL, which no engine takes');
    const json: unknown = JSON.parse(text);
    const parsed = shape.safeParse(json);
    if (!parsed.success) return problem('a record schema needs "type": "object" and "properties", each with a type');
    const { properties, required } = parsed.data;
    const columns = Object.entries(properties).map(([column, property]) => ({
      column,
      made: toColumn(column, property, required.includes(column)),
    }));
    const problems = columns.flatMap(({ column, made }) => {
      if (column.startsWith('_'))
        return problem(`property ${column}: names that begin with _ are kept for where a record came from`);
      if (!made)
        return problem(`property ${column}: its type must be string, number, integer or boolean, alone or with null`);
      return made.name === ''
        ? problem(
            `property ${column}: SQL cannot say its name; give it one of letters, digits and _, and say "${SOURCE}": "${column}"`,
          )
        : [];
    });
    problems.push(...twice(columns.flatMap(({ made }) => made ?? [])).flatMap(problem));
    if (columns.length === 0) problems.push(...problem('it names no properties, so its records would have no columns'));
    if (problems.length > 0) return problems;
    return {
      name,
      file,
      columns: columns.flatMap(({ made }) => made ?? []),
      judgesWhole: Object.keys(parsed.data).some((keyword) => !PLAIN.includes(keyword)),
      validate: lazily(parsed.data, file, compile),
    };
  } catch (error) {
    return [unusable(error, file)];
  }
};

/** Whether a file of a layer describes records: `<data set>.schema.json`. */
export const isRecordSchema = (name: string): boolean => /^[^/]+\.schema\.json$/i.test(name);

/** The data sets that `<folder>/<data set>.schema.json` describe, by name; of two of one name the first folder's counts. */
export const readRecordSchemas = async (layers: readonly string[]): Promise<DataSet[]> => {
  const files = new Map<string, string>();
  for (const folder of layers) {
    const { files: found } = await filesBelow(folder).catch(() => ({ files: [] }));
    for (const { name, path } of found.filter((file) => isRecordSchema(file.name))) {
      const dataSet = name.slice(0, -SUFFIX.length);
      if (!files.has(dataSet)) files.set(dataSet, path);
    }
  }
  if (files.size === 0) return [];
  const { validatorCompiler } = await import('./validator.ts');
  const compile = validatorCompiler();
  const read = await Promise.all(
    [...files].map(async ([name, file]) => parse(await readFile(file, 'utf8'), name, file, compile)),
  );
  const problems = read.flatMap((one) => (Array.isArray(one) ? one : []));
  if (problems.length > 0) throw new UserError(problems);
  return read.flatMap((one) => (Array.isArray(one) ? [] : [one])).sort((a, b) => (a.name < b.name ? -1 : 1));
};

/** What is wrong with schemas as judges of records. Reading them finds out what is wrong with them as tables. */
export const recordProblems = (dataSets: readonly DataSet[]): Problem[] =>
  dataSets.flatMap(({ validate }) => {
    try {
      validate({});
      return [];
    } catch (error) {
      if (error instanceof UserError) return error.problems;
      throw error;
    }
  });
