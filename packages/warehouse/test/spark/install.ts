import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { lock } from 'proper-lockfile';

const SPARK = '4.2.0';
const DELTA = '4.4.0';
const run = promisify(execFile);

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>assay</groupId><artifactId>spark</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.delta</groupId><artifactId>delta-spark_2.13</artifactId><version>${DELTA}</version></dependency>
  </dependencies>
</project>`;

/** Delta and what only Delta needs; Spark brings the rest. */
const DELTA_GROUPS = 'io.delta,io.unitycatalog,org.locationtech.jts';

export const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';

const cache = (): string =>
  join(
    process.env.ASSAY_CACHE ?? process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'),
    'assay',
    `spark-${SPARK}-delta-${DELTA}`,
  );

const answers = (command: string, ...args: string[]): Promise<string | undefined> =>
  run(command, args).then(
    ({ stdout, stderr }) => stdout + stderr,
    () => undefined,
  );

const javaVersion = async (): Promise<number> =>
  Number(/version "(\d+)/.exec((await answers(java, '-version')) ?? '')?.[1] ?? 0);

/** Why a real Spark cannot run here, or undefined. */
export const missing = async (): Promise<string | undefined> => {
  if ((await javaVersion()) < 17) return 'Java 17 or newer is not installed';
  if (existsSync(join(cache(), 'spark')) && existsSync(join(cache(), 'delta'))) return undefined;
  if (!(await answers('python3', '-m', 'venv', '--help'))) return 'python3 with its venv module is not installed';
  if (!(await answers('mvn', '-version'))) return 'Maven (mvn) is not installed';
  return undefined;
};

/** Makes a folder whole or not at all: it appears under its name when everything is in it. */
const once = async (folder: string, fill: (temp: string) => Promise<unknown>): Promise<void> => {
  if (existsSync(folder)) return;
  const temp = await mkdtemp(`${folder}.part-`);
  try {
    await fill(temp);
    await rename(temp, folder);
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
};

const installSpark = async (temp: string) => {
  await run('python3', ['-m', 'venv', temp]);
  await run(join(temp, 'bin', 'pip'), ['install', '--quiet', '--no-input', `pyspark==${SPARK}`]);
};

const installDelta = async (temp: string) => {
  await writeFile(join(temp, 'pom.xml'), POM);
  const options = [`-DoutputDirectory=${temp}`, `-DincludeGroupIds=${DELTA_GROUPS}`, '-DincludeScope=runtime'];
  await run('mvn', ['-B', '-q', '-ntp', '-f', join(temp, 'pom.xml'), 'dependency:copy-dependencies', ...options]);
};

const sparkJars = async (venv: string): Promise<string> => {
  const [python] = (await readdir(join(venv, 'lib'))).filter((name) => name.startsWith('python'));
  return join(venv, 'lib', python ?? 'python3', 'site-packages', 'pyspark', 'jars');
};

/** Installs Spark and Delta once for this user, and gives their class path, Delta's jars first. */
export const install = async (): Promise<string> => {
  const [spark, delta] = [join(cache(), 'spark'), join(cache(), 'delta')];
  await mkdir(cache(), { recursive: true });
  const unlock = await lock(cache(), { retries: { forever: true, maxTimeout: 1000 } });
  try {
    await Promise.all([once(spark, installSpark), once(delta, installDelta)]);
  } finally {
    await unlock();
  }
  return [join(delta, '*'), join(await sparkJars(spark), '*')].join(':');
};
