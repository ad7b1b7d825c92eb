import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DataSet, RecordColumn } from '../../src/bronze/data-set.ts';
import { recordOfCells, toRecord } from '../../src/bronze/record.ts';
import { readRecordSchemas } from '../../src/bronze/record-schemas.ts';
import { schemaWithCells } from './random-records.ts';
import { openTeaHouse, type TeaHouse } from './tea-house.ts';

const RUNS = { numRuns: Number(process.env.ASSAY_PROOF_RUNS ?? 40) };

const DECIMAL = /^DECIMAL\(18,(\d)\)$/;

const instant = (text: string): string => {
  const [, date = '', time = '00:00', seconds = ':00', fraction = '', offset = ''] =
    /^(\S{10})(?:[ T](\d\d:\d\d)(:\d\d)?(\.\d+)?(.*))?$/.exec(text) ?? [];
  const zone =
    offset === '' || offset === 'Z' ? 'Z' : `${offset.slice(0, 3)}:${offset.slice(3).replace(':', '') || '00'}`;
  const whole = new Date(`${date}T${time}${seconds}${zone}`).toISOString().slice(0, 19).replace('T', ' ');
  const micros = fraction.slice(1, 7).replace(/0+$/, '');
  return micros ? `${whole}.${micros}` : whole;
};

/** What bronze must hold for a value of the record, as DuckDB writes it in JSON; numbers are compared as numbers. */
const expected = ({ type }: RecordColumn, value: unknown): unknown => {
  if (value === undefined || value === null) return null;
  if (type === 'TIMESTAMP') return instant(String(value));
  return value === 0 ? 0 : value; // minus nought is nought
};

const found = ({ type }: RecordColumn, value: unknown): unknown => {
  if (value === null) return null;
  const exact = type === 'BIGINT' || DECIMAL.test(type) ? Number(value) : value;
  return exact === 0 ? 0 : exact;
};

const fits = ({ type }: RecordColumn, value: unknown): boolean => {
  if (typeof value !== 'number') return true;
  if (type === 'BIGINT') return value >= -(2 ** 63) && value < 2 ** 63;
  const [, places] = DECIMAL.exec(type) ?? [];
  return places === undefined || Math.abs(value) < 10 ** (18 - Number(places));
};

const csvCell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

describe('what is in bronze is what ajv accepts, with the record’s own values', { timeout: 120_000 }, () => {
  let house: TeaHouse;
  let records: string;
  let run = 0;
  beforeAll(async () => {
    house = await openTeaHouse({});
    records = await mkdtemp(join(tmpdir(), 'assay-records-'));
  });
  afterAll(async () => {
    await house.close();
    await rm(records, { recursive: true });
  });

  beforeEach(() => rm(join(house.input, 'cups'), { recursive: true, force: true }));

  const dataSetOf = async (schema: object): Promise<DataSet> => {
    await writeFile(join(records, 'cups.schema.json'), JSON.stringify(schema));
    const [dataSet] = await readRecordSchemas([records]);
    if (!dataSet) throw new Error('no schema was read');
    return dataSet;
  };

  const compare = async (dataSet: DataSet, judged: readonly (Readonly<Record<string, unknown>> | undefined)[]) => {
    run += 1;
    await house.load({ dataSets: [dataSet], runId: `r${run}` });
    const names = dataSet.columns.map(({ name, type }) =>
      type === 'TIMESTAMP' ? `${name}::varchar as ${name}` : name,
    );
    const bronze = await house.session.query(`select _line, ${names.join(', ')} from bronze.cups order by _line`);
    const bad = await house.session.query(`select _line from quarantine.cups where run_id = 'r${run}' order by _line`);
    const good = judged.flatMap((record, i) =>
      record &&
      dataSet.validate(record) === undefined &&
      dataSet.columns.every((column) => fits(column, record[column.name]))
        ? [{ line: i + 1, record }]
        : [],
    );
    expect(
      bronze.rows.map((row) => ({
        line: Number(row._line),
        ...Object.fromEntries(dataSet.columns.map((column) => [column.name, found(column, row[column.name])])),
      })),
    ).toEqual(
      good.map(({ line, record }) => ({
        line,
        ...Object.fromEntries(dataSet.columns.map((column) => [column.name, expected(column, record[column.name])])),
      })),
    );
    expect([...bronze.rows, ...bad.rows].map(({ _line }) => Number(_line)).sort((a, b) => a - b)).toEqual(
      judged.map((_, i) => i + 1),
    );
  };

  it('for any schema and any CSV cells', async () => {
    await fc.assert(
      fc.asyncProperty(schemaWithCells, async ({ schema, rows }) => {
        const dataSet = await dataSetOf(schema);
        const names = dataSet.columns.map(({ name }) => name);
        const full = rows.map((cells) => [...cells, 'end']);
        await house.write({
          'cups/a.csv': [[...names, 'end_'], ...full].map((cells) => `${cells.map(csvCell).join(',')}\n`).join(''),
        });
        const judged = rows.map((cells) =>
          recordOfCells(dataSet, Object.fromEntries(names.map((name, i) => [name, cells[i] === '' ? null : cells[i]]))),
        );
        await compare(dataSet, judged);
      }),
      RUNS,
    );
  });

  it('for any schema and any JSON lines', async () => {
    const asJson = (text: string, raw: boolean): string => (raw && text !== '' ? text : JSON.stringify(text));
    await fc.assert(
      fc.asyncProperty(
        schemaWithCells,
        fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
        async ({ schema, rows }, raws) => {
          const dataSet = await dataSetOf(schema);
          const lines = rows.map((cells, i) => {
            const values = cells.map((text, j) =>
              asJson(text.replaceAll('\n', ' '), raws[(i + j) % raws.length] ?? false),
            );
            return `{${dataSet.columns.map(({ name }, j) => `"${name}": ${values[j]}`).join(', ')}}`;
          });
          await house.write({ 'cups/a.ndjson': `${lines.join('\n')}\n` });
          const judged = lines.map((line) => {
            try {
              return toRecord(dataSet, JSON.parse(line));
            } catch {
              return undefined;
            }
          });
          await compare(dataSet, judged);
        },
      ),
      RUNS,
    );
  });

  it('for any schema and any Parquet columns', async () => {
    const { literal } = house.session.dialect;
    const file = join(house.input, 'cups/a.parquet');
    await fc.assert(
      fc.asyncProperty(schemaWithCells, async ({ schema, types, rows }) => {
        const dataSet = await dataSetOf(schema);
        const usable = types.map((type, i) =>
          dataSet.columns[i]?.type === 'DATE' && type.startsWith('TIME') ? 'DATE' : type,
        );
        const source = (
          type: string,
          i: number, // out of its range, a cast to nanoseconds throws even where it tries
        ) => (type === 'TIMESTAMP_NS' ? `case when p${i} between '1700' and '2200' then p${i} end` : `p${i}`);
        const columns = usable.map((type, i) => `try_cast(${source(type, i)} as ${type}) as p${i}`);
        const values = rows.map((cells, i) => `(${[i, ...cells.map(literal)].join(', ')})`);
        const names = dataSet.columns.map(({ name }) => name);
        await house.write({ 'cups/.keep': '' });
        await house.session.execute(
          `copy (select ${columns.join(', ')} from (values ${values.join(', ')}) as v (i, ${names.join(', ')}) order by i) to ${literal(file)}`,
        );
        const texts = names.map((name, i) => {
          const float = usable[i] === 'DOUBLE' || usable[i] === 'FLOAT';
          return float ? `case when isfinite(${name}) then ${name} end as ${name}` : name;
        });
        const read = await house.session.query(
          `select to_json(r) as record, ${names.map((name) => `${name} is not null as has_${name}`).join(', ')}
           from (select ${texts.join(', ')}, file_row_number from read_parquet(${literal(file)}, file_row_number = true)) as r order by file_row_number`,
        );
        const original = await house.session.query(
          `select ${names.map((name) => `${name} is not null as ${name}`).join(', ')} from read_parquet(${literal(file)}, file_row_number = true) order by file_row_number`,
        );
        const judged = read.rows.map((row, i) => {
          const infinite = names.some((name) => original.rows[i]?.[name] === true && row[`has_${name}`] === false);
          return infinite ? undefined : toRecord(dataSet, JSON.parse(String(row.record)));
        });
        await compare(dataSet, judged);
      }),
      RUNS,
    );
  });
});
