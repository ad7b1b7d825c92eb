import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { java } from './install.ts';

/** Spark reaches into the JDK; its own launcher opens the same packages. */
const OPENS = [
  'java.base/java.lang',
  'java.base/java.lang.invoke',
  'java.base/java.lang.reflect',
  'java.base/java.io',
  'java.base/java.net',
  'java.base/java.nio',
  'java.base/java.util',
  'java.base/java.util.concurrent',
  'java.base/java.util.concurrent.atomic',
  'java.base/jdk.internal.ref',
  'java.base/sun.nio.ch',
  'java.base/sun.nio.cs',
  'java.base/sun.security.action',
  'java.base/sun.util.calendar',
  'java.security.jgss/sun.security.krb5',
].map((name) => `--add-opens=${name}=ALL-UNNAMED`);

const settings = (port: number, warehouse: string): Record<string, string | number> => ({
  'spark.sql.extensions': 'io.delta.sql.DeltaSparkSessionExtension',
  'spark.sql.catalog.spark_catalog': 'org.apache.spark.sql.delta.catalog.DeltaCatalog',
  'spark.sql.sources.default': 'delta',
  'spark.sql.ansi.enabled': 'true',
  'spark.sql.session.timeZone': 'UTC',
  'spark.sql.shuffle.partitions': 2,
  'spark.sql.warehouse.dir': warehouse,
  'spark.databricks.delta.snapshotPartitions': 1,
  'spark.databricks.delta.stats.collect': 'false',
  'spark.databricks.delta.writeChecksumFile.enabled': 'false',
  'spark.driver.bindAddress': '127.0.0.1',
  'spark.driver.host': '127.0.0.1',
  'spark.ui.enabled': 'false',
  'spark.log.level': 'WARN',
  'spark.sql.adaptive.enabled': 'false', // plans anew after each stage, which costs more than tables of a test save
  'spark.hadoop.javax.jdo.option.ConnectionURL': 'jdbc:derby:memory:ms;create=true',
  'spark.hadoop.hive.server2.transport.mode': 'http',
  'spark.hadoop.hive.server2.thrift.http.port': port,
  'spark.hadoop.hive.server2.thrift.http.endpoint': 'cliservice',
});

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // listening on a port, so never a pipe's name
  server.close();
  return port;
};

/** Waits until somebody listens on a port. */
const answers = async (port: number, seconds: number): Promise<void> => {
  for (let tries = 0; tries < seconds * 5; tries++) {
    const socket = connect(port, '127.0.0.1');
    const up = await new Promise<boolean>((resolve) => {
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    });
    socket.destroy();
    if (up) return;
    await sleep(200);
  }
  throw new Error(`Spark was not up after ${seconds} s`);
};

export interface SparkServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts Spark's Thrift server in a folder of its own and waits until it answers. */
export const startSpark = async (classPath: string): Promise<SparkServer> => {
  const home = await mkdtemp(join(tmpdir(), 'assay-spark-'));
  const port = await freePort();
  const conf = Object.entries(settings(port, join(home, 'warehouse'))).flatMap(([k, v]) => ['--conf', `${k}=${v}`]);
  const main = ['--class', 'org.apache.spark.sql.hive.thriftserver.HiveThriftServer2', 'spark-internal'];
  // C1 alone reserves 48 MB for code; when Spark's generated code has filled them, everything is interpreted
  const jvm = [
    '-Xmx3g',
    '-XX:TieredStopAtLevel=1',
    '-XX:ReservedCodeCacheSize=512m',
    `-Djava.io.tmpdir=${home}`,
    `-Dderby.system.home=${home}`,
  ];
  const spark = spawn(
    java,
    [
      ...OPENS,
      '--add-modules=jdk.incubator.vector',
      ...jvm,
      ...['-cp', classPath, 'org.apache.spark.deploy.SparkSubmit', '--master', 'local[2]'],
      ...conf,
      ...main,
    ],
    { cwd: home, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, SPARK_LOCAL_IP: '127.0.0.1' } },
  );

  const kill = () => spark.kill('SIGKILL');
  process.on('exit', kill); // where the test run is ended before it can clean up

  const stop = async () => {
    process.off('exit', kill);
    if (spark.exitCode === null && spark.signalCode === null) {
      kill();
      await once(spark, 'exit');
    }
    await rm(home, { recursive: true, force: true });
  };

  let log = '';
  const listen = (chunk: Buffer) => {
    log = (log + chunk).slice(-20_000);
  };
  spark.stdout.on('data', listen);
  spark.stderr.on('data', listen);
  const stopped = new Promise<never>((_, reject) => {
    spark.on('error', reject);
    spark.on('exit', (code) => reject(new Error(`Spark stopped with ${code} before it was up:\n${log}`)));
  });
  const started = Promise.race([stopped, answers(port, 180)]);
  await started.catch(async (error) => {
    await stop();
    throw error;
  });
  return { port, stop };
};
