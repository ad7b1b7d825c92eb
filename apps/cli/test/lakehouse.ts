import { Writable } from 'node:stream';
import { type DeltaOptions, type FakeOptions, openDelta, startFake } from '@assay/warehouse/testing/fake';
import { inject } from 'vitest';
import { main } from '../src/main.ts';
import { DAYS, lakehouseConfig, makeOrchard } from './orchard.ts';
import { type Ended, readLatest } from './program.ts';

/** Apples in silver: 200 trees, four of which, one a day, bear 1 to 4 apples. */
export const APPLES = 500;

const listener = () => {
  const stream = { text: '' };
  const to = new Writable({
    write: (chunk, _, done) => {
      stream.text += chunk;
      done();
    },
  });
  return { stream, to };
};

export interface LakehouseOptions extends Omit<FakeOptions, 'certificate' | 'delta'>, DeltaOptions {
  /** Seconds. */
  readonly retryFor?: number;
  /** Seconds. */
  readonly statementTimeout?: number;
  /** How the target names host and credentials, in YAML. */
  readonly entry?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Files of the project beside those of the orchard, or instead of them. */
  readonly changes?: Readonly<Record<string, string>>;
}

/** The orchard whose silver and gold lie in a fake SQL warehouse; the program runs in this process. */
export const openLakehouse = async ({
  retryFor = 3,
  statementTimeout = 600,
  changes = {},
  env = {},
  entry,
  queryHistory,
  ...server
}: LakehouseOptions = {}) => {
  const delta = await openDelta({ queryHistory });
  const fake = await startFake({ certificate: inject('certificate'), delta, ...server });
  const orchard = await makeOrchard({
    ...changes,
    'assay.yml': lakehouseConfig(
      `${entry ?? `host: "127.0.0.1:${fake.port}", token: t`}, http_path: /sql/1.0/warehouses/fake, catalog: lake,
       retry_for: ${retryFor}, statement_timeout: ${statementTimeout}`,
    ),
  });
  const fillSilver = (factor: number) =>
    delta.run(
      `create or replace table lake.silver.harvest as
       select cast(i // 4 as bigint) as tree, cast(d as date) as picked, cast(${factor} * (1 + i % 4) as bigint) as apples
       from (select unnest(range(200)) as i) join (select unnest([${DAYS.map((day) => `'${day}'`).join(', ')}]) as d, unnest(range(4)) as j) on i % 4 = j`,
    );
  await delta.run('create schema if not exists lake.silver');
  await fillSilver(1);

  const assayUntil = async (signal: AbortSignal, ...words: string[]): Promise<Ended> => {
    const [out, err] = [listener(), listener()];
    const code = await main([...words, '--target', 'prod', '--no-color'], {
      env,
      cwd: orchard.folder,
      stdout: out.to,
      stderr: err.to,
      now: () => new Date(),
      signal,
    });
    return { code, stdout: out.stream.text, stderr: err.stream.text };
  };

  return {
    fake,
    delta,
    folder: orchard.folder,
    /** Runs a command line to its end. */
    assay: (...words: string[]) => assayUntil(new AbortController().signal, ...words),
    assayUntil,
    /** What the lakehouse has loaded since, so that the next run publishes other rows. */
    fillSilver,
    /** The apples of each published table, past the driver and the journal: a set is whole when both are the same. */
    shown: async (): Promise<readonly unknown[]> => {
      const sum = async (table: string) => {
        const look = delta.look(`select cast(sum(apples) as int) as n from lake.gold.${table}`);
        return (await look.catch(() => []))[0]?.n;
      };
      return [await sum('trees'), await sum('days')];
    },
    report: () => readLatest(orchard.folder),
    /** The writer that was at work has been silent for an hour. */
    anHourLater: () => delta.run(`update lake._assay.writer set seen = seen - interval 1 hour`),
    close: async () => {
      await fake.close();
      await delta.close();
      await orchard.remove();
    },
  };
};

export type Lakehouse = Awaited<ReturnType<typeof openLakehouse>>;
