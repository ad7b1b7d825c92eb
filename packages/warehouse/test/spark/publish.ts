// A process of its own that publishes the last candidate, to be killed while it does.
import type { DatabricksTarget } from '@assay/core';
import { databricksWarehouse } from '../../src/databricks/warehouse.ts';

const [target = ''] = process.argv.slice(2);
const warehouse = databricksWarehouse(JSON.parse(target) as DatabricksTarget, { silence: 8 }); // as the test wrote it

const main = async () => {
  const candidate = await warehouse.resume({ wait: 30 });
  if (!candidate) throw new Error('there is no candidate');
  process.stdout.write('publishing\n');
  const { run, asOf } = candidate;
  await warehouse.publish(candidate, { run, asOf, publishedAt: '2026-02-01T06:10:02Z' });
  await warehouse.close();
};

void main();
