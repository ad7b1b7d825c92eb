// A process of its own that publishes the last candidate, to be killed while it does.
import { databricksWarehouse } from '../../src/databricks/warehouse.ts';

const [host = ''] = process.argv.slice(2);
const warehouse = databricksWarehouse(
  { type: 'databricks', host, http_path: '/sql/1.0/warehouses/test', token: 't', catalog: 'spark_catalog' },
  { silence: 8 },
);

const main = async () => {
  const candidate = await warehouse.resume({ wait: 30 });
  if (!candidate) throw new Error('there is no candidate');
  process.stdout.write('publishing\n');
  const { run, asOf } = candidate;
  await warehouse.publish(candidate, { run, asOf, publishedAt: '2026-02-01T06:10:02Z' });
  await warehouse.close();
};

void main();
