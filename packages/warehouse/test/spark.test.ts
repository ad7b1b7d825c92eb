import { expect, inject, it } from 'vitest';
import { sparkWarehouse } from '../src/spark.ts';
import { openBakery } from './fake/bakery.ts';

const target = { type: 'spark', http_path: 'cliservice', user: 'baker', catalog: 'spark_catalog' } as const;

it('publishes through a server that speaks the protocol of Hive over plain HTTP', async () => {
  const bakery = await openBakery(inject('certificate'), { transport: 'hive' });
  await bakery.gate(1);
  expect(await bakery.shown()).toEqual([1, 1]);
  const warehouse = bakery.open();
  const session = await warehouse.published();
  // A server that counts columns from 0 would hand each value over one column off
  const answer = await session?.query(
    "select cast('rye' as string) as a, cast(2 as int) as b, cast(null as string) as c",
  );
  expect(answer?.rows).toEqual([{ a: 'rye', b: 2, c: null }]);
  expect((await warehouse.publication())?.run).toBe('20260201_060001_0000');
  await warehouse.close();
  await bakery.close();
});

it('does not send a password as plain text to another machine', () => {
  const open = (host: string, tls: boolean) => () => sparkWarehouse({ ...target, host, tls, password: 'flour' });
  expect(open('spark.internal:10001', false)).toThrow(/spark\.internal:10001.*plain text.*tls: true/);
  expect(open('spark.internal:10001', true)).not.toThrow();
  expect(open('localhost:10001', false)).not.toThrow();
});

it('says that nobody listens where the Thrift server should be', async () => {
  const retries = { within: 50, pause: 5 };
  const warehouse = sparkWarehouse({ ...target, host: '127.0.0.1:9', tls: false }, { retries });
  await expect(warehouse.published()).rejects.toMatchObject({
    name: 'UnavailableError',
    message: '127.0.0.1 refuses connections; check `host` of the target',
  });
  await warehouse.close();
});
