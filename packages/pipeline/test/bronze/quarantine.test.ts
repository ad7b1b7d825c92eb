import { DataError } from '@assay/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RawDataError } from '../../src/bronze/load-raw.ts';
import { openTeaHouse, type TeaHouse } from './tea-house.ts';

const HEADER = 'pot_id,tea,price,iced\n';

describe('bad records', () => {
  let house: TeaHouse;
  beforeEach(async () => {
    house = await openTeaHouse();
  });
  afterEach(() => house.close());

  const quarantined = () => house.rows('select _file, _line, field, reason, record from quarantine.sales order by all');

  it('are kept with file, record number, field and reason, and the good ones keep their numbers', async () => {
    await house.write({
      'sales/m=1/a.csv': `${HEADER}1,Sencha,1,true\n\n,Assam,2,\n3,"two\nlines",3,\n4,too few\n5,too,many,,,!\n6,Earl,-1,\n7,Grey,1.005,maybe\n8,Chai,8,\n`,
      'sales/m=2/b.csv': `${HEADER}9,"x"y,1,\n10,Oolong,10,\n`,
    });
    const { dataSets } = await house.load();
    expect(await quarantined()).toEqual([
      {
        _file: 'm=1/a.csv',
        _line: '2',
        field: 'pot_id',
        reason: 'is missing',
        record: '{"pot_id":null,"tea":"Assam","price":"2","iced":null}',
      },
      { _file: 'm=1/a.csv', _line: '4', field: null, reason: 'has too few cells', record: '4,too few' },
      { _file: 'm=1/a.csv', _line: '5', field: null, reason: 'has too many cells', record: '5,too,many,,,!' },
      {
        _file: 'm=1/a.csv',
        _line: '6',
        field: 'price',
        reason: 'must be > 0',
        record: '{"pot_id":"6","tea":"Earl","price":"-1","iced":null}',
      },
      {
        _file: 'm=1/a.csv',
        _line: '7',
        field: 'price',
        reason: 'must be a multiple of 0.01',
        record: '{"pot_id":"7","tea":"Grey","price":"1.005","iced":"maybe"}',
      },
      { _file: 'm=2/b.csv', _line: '1', field: null, reason: 'has text after a closing quote', record: '9,"x"y,1,' },
    ]);
    expect(await house.rows('select pot_id, _file, _line from bronze.sales order by pot_id')).toEqual([
      { pot_id: '1', _file: 'm=1/a.csv', _line: '1' },
      { pot_id: '3', _file: 'm=1/a.csv', _line: '3' },
      { pot_id: '8', _file: 'm=1/a.csv', _line: '8' },
      { pot_id: '10', _file: 'm=2/b.csv', _line: '2' },
    ]);
    expect(dataSets).toMatchObject([{ records: 10, bad: 6 }]);
  });

  it('of NDJSON are kept as the line they were', async () => {
    const lines = [
      '{"pot_id":1,"tea":"Sencha","price":2}',
      '',
      '{"pot_id":2,',
      '[3]',
      '{"pot_id":"4","tea":"Assam","price":1}',
      '{"pot_id":5,"tea":"Chai","price":NaN}',
      '{"pot_id":6,"tea":"Chai","price":1,}',
      '{"pot_id":7,"tea":"\\ud800","price":1}',
      '{"pot_id":8,"tea":null,"price":1}',
      '{"pot_id":9,"tea":"Mate","price":1}',
    ];
    await house.write({
      'sales/a.ndjson': Buffer.concat([
        Buffer.from(`${lines.join('\n')}\n{"tea":"`),
        Buffer.from([0xe9]),
        Buffer.from('"}\n'),
      ]),
    });
    await house.load();
    expect(await quarantined()).toEqual([
      { _file: 'a.ndjson', _line: '2', field: null, reason: 'is not valid JSON', record: lines[2] },
      { _file: 'a.ndjson', _line: '3', field: null, reason: 'is not a JSON object', record: '[3]' },
      { _file: 'a.ndjson', _line: '4', field: 'pot_id', reason: 'must be integer', record: lines[4] },
      { _file: 'a.ndjson', _line: '5', field: null, reason: 'is not valid JSON', record: lines[5] },
      { _file: 'a.ndjson', _line: '6', field: null, reason: 'is not valid JSON', record: lines[6] },
      { _file: 'a.ndjson', _line: '7', field: null, reason: 'holds text that is not Unicode', record: lines[7] },
      { _file: 'a.ndjson', _line: '8', field: 'tea', reason: 'is missing', record: lines[8] },
      { _file: 'a.ndjson', _line: '10', field: null, reason: 'is not UTF-8', record: '{"tea":"\ufffd"}' },
    ]);
    expect(await house.rows('select pot_id, _line from bronze.sales order by all')).toEqual([
      { pot_id: '1', _line: '1' },
      { pot_id: '9', _line: '9' },
    ]);
  });

  it('that fit their schema and not their column are bad too', async () => {
    await house.write({ 'sales/a.csv': `${HEADER}9223372036854775807,Sencha,1,\n9223372036854775808,Assam,1,\n` });
    await house.load();
    expect(await house.rows('select pot_id from bronze.sales')).toEqual([{ pot_id: '9223372036854775807' }]);
    expect(await quarantined()).toMatchObject([{ _line: '2', field: 'pot_id', reason: 'does not fit BIGINT' }]);
  });

  it('stop the run above the limit, by name, with the worst reason and an example, and stay in quarantine', async () => {
    const rows = Array.from({ length: 199 }, (_, i) => `${i + 1},Sencha,1,\n`).join('');
    await house.write({ 'sales/a.csv': `${HEADER}${rows}200,Assam,-1,\n` });
    expect((await house.load({ atMost: '0.5%' })).dataSets).toMatchObject([{ records: 200, bad: 1 }]);
    await house.write({ 'sales/a.csv': `${HEADER}${rows}200,Assam,-1,\n201,Assam,-2,\n` });
    const error = await house.load({ atMost: '0.5%', runId: 'r2' }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(DataError);
    expect(error.message).toBe(
      `sales: 2 of 201 records are bad (0.995 %, at most 0.5 % may be); 2 because: price must be > 0, such as ${house.input}/sales/a.csv:200; all are in quarantine.sales`,
    );
    expect(error).toBeInstanceOf(RawDataError);
    expect(error.dataSets).toEqual([
      { data_set: 'sales', records: 201, bad: 2, reasons: [{ field: 'price', reason: 'must be > 0', records: 2 }] },
    ]);
    expect(await house.rows('select run_id, count(*) as n from quarantine.sales group by all order by all')).toEqual([
      { run_id: 'r1', n: '1' },
      { run_id: 'r2', n: '2' },
    ]);
  });
});
