import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { writeShop } from '@assay/sample';
import { openDuckdb } from '@assay/warehouse';
import { it } from 'vitest';

it('raw', async () => {
  const name = process.env.NAME ?? 'small';
  const out = `/tmp/cw/${name}`;
  await writeShop({
    out,
    orders: Number(process.env.ORDERS ?? 1500),
    until: '2026-04-10',
    plant: process.env.PLANT?.split(',') ?? [],
  });
  rmSync(`/tmp/cw/${name}.duckdb`, { force: true });
  const s = await openDuckdb({ path: `/tmp/cw/${name}.duckdb` });
  await s.execute('create schema bronze');
  const dir = '/work/main/packages/pipeline/records/';
  for (const f of readdirSync(dir)) {
    const ds = f.replace('.schema.json', '');
    const { properties } = JSON.parse(readFileSync(dir + f, 'utf8'));
    const cols = Object.entries(properties).map(([n, p]: [string, any]) => {
      const t = [p.type].flat()[0];
      const type =
        t === 'integer'
          ? 'bigint'
          : t === 'boolean'
            ? 'boolean'
            : t === 'number'
              ? p.multipleOf === 0.01
                ? 'decimal(18,2)'
                : p.multipleOf
                  ? 'decimal(18,4)'
                  : 'double'
              : p.format === 'date'
                ? 'date'
                : p.format === 'date-time'
                  ? 'timestamp'
                  : 'varchar';
      return [n, ds === 'support_tickets' && n === 'ticket_id' ? 'varchar' : type] as const;
    });
    const folder = `${out}/${ds}`;
    const ext = ds === 'order_lines' ? 'csv' : ds === 'web_events' ? 'ndjson' : 'parquet';
    const glob = `${folder}/**/*.${ext}*`;
    const read =
      ext === 'csv'
        ? `read_csv('${glob}', all_varchar = true, filename = true, hive_partitioning = false, nullstr = '')`
        : ext === 'ndjson'
          ? `read_json('${glob}', filename = true, hive_partitioning = false, columns = {${cols.map(([n]) => `${n}: 'varchar'`).join(', ')}})`
          : `read_parquet('${glob}', filename = true, hive_partitioning = false)`;
    if (!existsSync(folder)) throw new Error(folder);
    await s.execute(
      `create table bronze.${ds} as select ${cols.map(([n, t]) => `cast(${n} as ${t}) as ${n}`).join(', ')}, replace(filename, '${folder}/', '') as _file, row_number() over (partition by filename) as _line from ${read}`,
    );
  }
  await s.close();
}, 300000);
