import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formats } from '../src/formats.ts';
import { audited, failing, published, refused, reportOf, table } from './fixture/shop-report.ts';

const textOf = (html: string): string =>
  html
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('the page', () => {
  it('says first whether gold may be used, and what readers see meanwhile', async () => {
    const text = textOf(await formats.html.render(refused()));
    expect(text.indexOf('Refused: 2 of 5 tables')).toBeGreaterThan(0);
    expect(text.indexOf('Refused: 2 of 5 tables')).toBeLessThan(text.indexOf('Since the run before'));
    expect(text).toContain('Readers still see the publication as of 14 March 2026');
    expect(textOf(await formats.html.render(published()))).not.toContain('Readers still see');
    const audit = textOf(await formats.html.render(audited()));
    expect(audit).toContain('Readers see the publication as of');
    expect(audit).not.toContain('still see');
  });

  it('asks nothing of the network', async () => {
    const page = await formats.html.render(refused());
    expect(page).not.toMatch(/(?:src|srcset|data|poster)="(?!data:)/);
    expect(page).not.toMatch(/<link|@import|url\((?!#)/);
  });

  it('lets no script run but its own', async () => {
    const page = await formats.html.render(refused());
    const script = /<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    expect(page).toContain(`default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`);
  });

  it('has a place for every link that it holds', async () => {
    for (const report of [refused(), published()]) {
      const page = await formats.html.render(report);
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
    }
  });

  it('links a consequence to its likely cause, and puts the cause before it', async () => {
    const page = await formats.html.render(refused());
    expect(page).toMatch(
      /Likely cause<\/dt><dd><p><a href="#check-fact-orders-order-ts-no-gaps">every day has orders<\/a>/,
    );
    expect(page.indexOf('id="check-fact-orders-order-ts-no-gaps"')).toBeLessThan(
      page.indexOf('id="check-daily-revenue-reconcile-orders"'),
    );
  });

  it('gives no room to news that there is none of', async () => {
    const text = textOf(
      await formats.html.render(reportOf([table({ name: 'gold.a', checks: [failing({ id: 'a.b' })] })])),
    );
    expect(text).toContain('1 New');
    expect(text).toContain('Nothing still failing, nothing recovered, nothing waived.');
    expect(text).not.toContain('What is made of what');
  });

  it('counts only what blocks as a cause that comes first: a warning upstream explains no breach', async () => {
    const warned = failing({ id: 'raw.price', severity: 'warn' });
    const orders = failing({ id: 'orders.total', likely_cause: ['raw.price'] });
    const tables = [
      table({ name: 'silver.visits', verdict: 'fail', checks: [failing({ id: 'visits.page', failing_rows: 900 })] }),
      table({ name: 'bronze.raw', verdict: 'warn', checks: [warned] }),
      table({ name: 'silver.orders', verdict: 'fail', checks: [orders] }),
    ];
    const lineage = [
      { from: 'bronze.raw', to: 'silver.orders' },
      { from: 'silver.orders', to: 'gold.days' },
    ];
    const page = await formats.html.render(reportOf(tables, { lineage }));
    const at = ['check-orders-total', 'check-visits-page', 'check-raw-price'].map((id) => page.indexOf(`id="${id}"`));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(page).not.toContain('Likely cause');
    expect(page).toMatch(/Warnings upstream<\/dt><dd><p><a href="#check-raw-price">raw.price<\/a>/);
  });

  it('says many closed months in one line, shows the latest, and unfolds the others', async () => {
    const figures = Array.from({ length: 14 }, (_, i) => ({
      ...{ name: 'revenue', period: `2025-${String((i % 12) + 1).padStart(2, '0')}`, closed: true },
      ...{ before: '2000.00', after: '1978.00' },
    }));
    const change = { table: 'gold.months', rows: { before: 12, after: 12 }, columns: [], keys: null, figures };
    const text = textOf(await formats.html.render(reportOf([], { changes: [change] })));
    expect(text).toContain(
      '12 closed months change 2025-01 : revenue of gold.months from 2,000.00 to 1,978.00 (−1.1 %)',
    );
    expect(text).toContain('and 11 more');
    expect(text.indexOf('12 closed months change')).toBeLessThan(text.indexOf('Since the run before'));
  });

  it('says by how much an open figure moves, and nothing where it was zero or is no number', async () => {
    const figures = [
      { name: 'revenue', period: '2026-03', closed: false, before: '2000.00', after: '2100.00' },
      { name: 'refunds', period: '2026-03', closed: false, before: '0', after: '7' },
      { name: 'best day', period: null, closed: false, before: 'Monday', after: 'Friday' },
    ];
    const change = { table: 'gold.months', rows: { before: 12, after: 12 }, columns: [], keys: null, figures };
    const page = await formats.html.render(reportOf([], { changes: [change] }));
    const cells = [
      ...page.slice(page.indexOf('class="figures"')).matchAll(/<td class="number" data-label="By">([^<]*)<\/td>/g),
    ];
    expect(cells.map(([, said]) => said)).toEqual(['+5 %', '', '']);
    expect(await formats.markdown.render(reportOf([], { changes: [change] }))).toContain('2,000.00 → 2,100.00 (+5 %)');
  });

  it('names who is reached: tables, consumers, public columns', async () => {
    const text = textOf(await formats.html.render(refused()));
    expect(text).toContain('3 tables made of it: gold.customer_cohorts , gold.customer_metrics , gold.daily_revenue .');
    expect(text).toContain('Read by crm-campaigns, executive-dashboard and month-end-close.');
    expect(text).toContain('public columns that others build on');
    expect(text).toContain('gold.daily_revenue : order_date and gross_revenue');
  });

  it('names every table that is reached, the first at once, and links them', async () => {
    const names = Array.from({ length: 20 }, (_, i) => `gold.basket_${String(i).padStart(2, '0')}`);
    const tables = [
      table({ name: 'silver.berries', verdict: 'fail', checks: [failing({ id: 'berries.weight' })] }),
      ...names.map((name) => table({ name, public: ['weight', 'price'] })),
    ];
    const page = await formats.html.render(
      reportOf(tables, { lineage: names.map((to) => ({ from: 'silver.berries', to })) }),
    );
    const finding = page.slice(page.indexOf('id="check-berries-weight"'), page.indexOf('id="lineage"'));
    for (const name of names) expect(finding).toContain(`<a href="#table-${name.replace(/[._]/g, '-')}">`);
    expect(textOf(finding)).toContain('20 tables made of it');
    expect(textOf(finding)).toContain('and 12 more');
    expect(textOf(finding)).toContain('40 public columns that others build on');
  });

  it('is the same whenever it is made of the same report', async () => {
    expect(await formats.html.render(refused())).toBe(await formats.html.render(refused()));
  });

  it('follows a runbook to the web only', async () => {
    const checks = [
      failing({ id: 'a.b', runbook: 'javascript:alert(1)' }),
      failing({ id: 'a.c', runbook: 'https://wiki.shop.example/a' }),
    ];
    const page = await formats.html.render(reportOf([table({ name: 'gold.a', checks })]));
    expect(page).not.toContain('href="javascript');
    expect(page).toContain('href="https://wiki.shop.example/a"');
  });

  it('says why a check could not be asked, and that a waiver ends soon or has ended', async () => {
    const waiver = { who: 'ada', why: 'it is being mended', until: '2026-03-20' };
    const checks = [
      failing({ id: 'a.1', status: 'error', message: 'no such column: lid' }),
      failing({ id: 'a.2', waiver: { ...waiver, state: 'ends soon' } }),
      failing({ id: 'a.3', waiver: { ...waiver, state: 'expired' } }),
    ];
    const text = textOf(await formats.html.render(reportOf([table({ name: 'gold.a', checks })])));
    expect(text).toContain('could not be asked: no such column: lid');
    expect(text).toContain('it is being mended (it ends soon)');
    expect(text).toContain('it is being mended (the waiver has ended, so the check blocks again)');
  });

  it('works for a report without tables, history or charts', async () => {
    const page = await formats.html.render(
      reportOf([], {
        previous: null,
        score_trend: [],
        last_publication: null,
        verdict: 'error',
        published: null,
        reason: 'Could not tell: the warehouse did not answer.',
      }),
    );
    expect(textOf(page)).toContain('Could not tell: the warehouse did not answer.');
    expect(page).toContain('aria-label="could not tell"');
  });
});
