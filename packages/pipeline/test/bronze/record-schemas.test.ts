import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemLine, UserError } from '@assay/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRecordSchemas, recordProblems } from '../../src/bronze/record-schemas.ts';

describe('record schemas', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-records-'));
    for (const layer of ['mine', 'builtin']) await mkdir(join(folder, layer));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const put = (name: string, schema: unknown) =>
    writeFile(join(folder, `${name}.schema.json`), typeof schema === 'string' ? schema : JSON.stringify(schema));
  const read = () => readRecordSchemas([join(folder, 'mine'), join(folder, 'gone'), join(folder, 'builtin')]);
  const object = (properties: object) => ({ type: 'object', properties });

  it('of the first layer replace those of later ones, and order of properties is order of columns', async () => {
    await put('builtin/kettles', object({ id: { type: 'integer' } }));
    await put('builtin/cups', object({ id: { type: 'integer' } }));
    await put(
      'mine/kettles',
      object({ litres: { type: 'number', multipleOf: 0.01 }, id: { type: ['integer', 'null'] } }),
    );
    const read_ = await read();
    expect(read_.map(({ name, file }) => [name, file])).toEqual([
      ['cups', join(folder, 'builtin/cups.schema.json')],
      ['kettles', join(folder, 'mine/kettles.schema.json')],
    ]);
    expect(read_[1]?.columns.map(({ name, type, nullable }) => [name, type, nullable])).toEqual([
      ['litres', 'DECIMAL(18,2)', false],
      ['id', 'BIGINT', true],
    ]);
  });

  it.each([
    [{ type: 'string' }, 'VARCHAR'],
    [{ type: 'string', format: 'date' }, 'DATE'],
    [{ type: ['null', 'string'], format: 'date-time' }, 'TIMESTAMP'],
    [{ type: 'number', multipleOf: 0.0001 }, 'DECIMAL(18,4)'],
    [{ type: 'number' }, 'DOUBLE'],
    [{ type: 'number', multipleOf: 0.5 }, 'DOUBLE'],
    [{ type: 'boolean' }, 'BOOLEAN'],
  ])('make of %j a column of type %s', async (property, type) => {
    await put('mine/cups', object({ cup: property }));
    expect((await read())[0]?.columns[0]?.type).toBe(type);
  });

  it('that cannot be used are told all at once, each with its file', async () => {
    await put('mine/a', '{');
    await put('mine/b', { type: 'array' });
    await put(
      'mine/c',
      object({ cup: { type: 'object' }, spoon: { type: ['string', 'integer'] }, _file: { type: 'string' } }),
    );
    await put('mine/F', object({}));
    await put('mine/g', object({ cup: { type: 'string' }, Cup: { type: 'string' } }));
    await put('mine/h', object({}));
    const error = await read().catch((thrown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect(error.message.replaceAll(`${folder}/mine/`, '').split('\n').sort()).toEqual([
      'F.schema.json: F cannot be the name of a data set: lower-case letters, digits and _ only',
      expect.stringMatching(/^a\.schema\.json: is not a JSON Schema that can be used: .*JSON/),
      'b.schema.json: a record schema needs "type": "object" and "properties", each with a type',
      'c.schema.json: property _file: names that begin with _ are kept for where a record came from',
      'c.schema.json: property cup: its type must be string, number, integer or boolean, alone or with null',
      'c.schema.json: property spoon: its type must be string, number, integer or boolean, alone or with null',
      'g.schema.json: properties cup and Cup are both column Cup in SQL; call one otherwise, and say "x-column": "Cup"',
      'h.schema.json: it names no properties, so its records would have no columns',
    ]);
  });

  it('name columns as SQL can say them, or say which column of the file a property is', async () => {
    await put(
      'mine/cups',
      object({
        'Cup ID': { type: 'integer' },
        Price: { type: 'number' },
        'Sub-Category (€)': { type: 'string' },
        Größe: { type: 'string' },
        '2024 sales': { type: 'number' },
        guest: { type: 'string', 'x-column': '客' },
      }),
    );
    expect((await read())[0]?.columns.map(({ name, key, source }) => [name, key, source])).toEqual([
      ['cup_id', 'Cup ID', 'Cup ID'],
      ['Price', 'Price', 'Price'],
      ['sub_category', 'Sub-Category (€)', 'Sub-Category (€)'],
      ['grosse', 'Größe', 'Größe'],
      ['col_2024_sales', '2024 sales', '2024 sales'],
      ['guest', 'guest', '客'],
    ]);
    expect(recordProblems(await read())).toEqual([]);
  });

  it('whose names SQL cannot tell apart, or cannot say, are refused with what to do', async () => {
    await put('mine/a', object({ 'Cup ID': { type: 'integer' }, 'cup-id': { type: 'integer' } }));
    await put('mine/b', object({ 客: { type: 'string' } }));
    await put('mine/c', object({ cup: { type: 'string' }, mug: { type: 'string', 'x-column': 'cup' } }));
    const error = await read().catch((thrown) => thrown);
    expect(error.message.replaceAll(`${folder}/mine/`, '').split('\n')).toEqual([
      'a.schema.json: properties Cup ID and cup-id are both column cup_id in SQL; call one otherwise, and say "x-column": "cup-id"',
      'b.schema.json: property 客: SQL cannot say its name; give it one of letters, digits and _, and say "x-column": "客"',
      'c.schema.json: two of its properties are read from column cup',
    ]);
  });

  it('that cannot judge a record are told all at once', async () => {
    await put('mine/d', object({ cup: { type: 'string', format: 'e-mail' } }));
    await put('mine/e', object({ cup: { type: 'number', minimun: 3 } }));
    const said = recordProblems(await read()).map(problemLine);
    expect(said.map((line) => line.replace(`${folder}/mine/`, ''))).toEqual([
      expect.stringMatching(/^d\.schema\.json: is not a JSON Schema that can be used: unknown format "e-mail"/),
      expect.stringMatching(/^e\.schema\.json: is not a JSON Schema that can be used: .*minimun/),
    ]);
  });

  it.each([
    [19.99, true],
    [0.07, true],
    [1.005, false],
    [1e9 + 0.01, true],
    [0.30000000000000004, false],
  ])('count %d a multiple of 0.01 by how it is written: %s', async (price, good) => {
    await put('mine/cups', object({ price: { type: 'number', multipleOf: 0.01 } }));
    expect((await read())[0]?.validate({ price }) === undefined).toBe(good);
  });
});
