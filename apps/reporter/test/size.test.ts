import { describe, expect, it } from 'vitest';
import { formats } from '../src/formats.ts';
import { renderMails } from '../src/mail/render-mails.ts';
import { large } from './fixture/large-report.ts';

describe('100 tables, 2,000 checks, 9,500 samples, 1,000 past runs', () => {
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
