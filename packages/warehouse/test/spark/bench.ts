import type { SparkTarget } from '@assay/core';
import { connect, type DriverSession } from '../../src/databricks/driver.ts';
import { openDatabricks } from '../../src/databricks/session.ts';
import { sparkConnection } from '../../src/spark.ts';
import { install } from './install.ts';
import { startSpark } from './server.ts';

/** A Spark of this machine for who measures: through a session of ours, and through the driver alone. */
export const openSpark = async () => {
  const server = await startSpark(await install());
  const target: SparkTarget = {
    ...{ type: 'spark', host: `127.0.0.1:${server.port}`, http_path: 'cliservice', user: 'bench', tls: false },
    catalog: 'spark_catalog',
  };
  const session = await openDatabricks({ ...sparkConnection(target), catalog: target.catalog });
  const client = await connect(sparkConnection(target), { within: 10_000, pause: 100 });
  const driver: DriverSession = await client.openSession({ catalog: target.catalog, tags: {} });
  return {
    target,
    session,
    driver,
    close: async () => {
      await session.close();
      await client.close();
      await server.stop();
    },
  };
};
