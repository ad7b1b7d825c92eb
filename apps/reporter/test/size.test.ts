import { describe, expect, it } from 'vitest';
import { formats } from '../src/formats.ts';
import { renderMails } from '../src/mail/render-mails.ts';
import { large } from './fixture/large-report.ts';

describe('100 tables, 2,000 checks, 10,000 samples, 1,000 past runs', () => {
  it('are what is measured here', () => {
    const { tables, score_trend, charts } = large();
    const checks = tables.flatMap((table) => table.checks);
    expect([tables.length, checks.length, checks.flatMap(({ samples }) => samples).length]).toEqual([
      100, 2_000, 10_000,
    ]);
    const runs = [
      score_trend.length,
      ...checks.map(({ trend }) => trend.length),
      ...tables.map((table) => table.rows_trend.length),
    ];
    expect(new Set(runs)).toEqual(new Set([1_000]));
    expect(charts.map((chart) => chart.type === 'series' && chart.x.length)).toEqual([1_000, 1_000, 1_000]);
  });

  it('make a page below 1.5 MB that still names every check', async () => {
    const page = await formats.html.render(large());
    expect(Buffer.byteLength(page)).toBeLessThan(1_500_000);
    expect(page.match(/<tr data-how="(?:fail|warn|pass)"/g)?.length).toBe(2_100);
  });

  it('make mails below 102 KB each, one an owner and one for the team', async () => {
    const mails = await renderMails(large(), { from: 'quality@shop.example', to: ['team@shop.example'], owners: true });
    expect(mails).toHaveLength(8);
    for (const { html } of mails) expect(Buffer.byteLength(html)).toBeLessThan(102_000);
  });
});
