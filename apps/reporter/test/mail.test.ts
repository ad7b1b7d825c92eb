import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '@assay/core';
import PostalMime from 'postal-mime';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ciOutputs, ciPage } from '../src/ci.ts';
import { eml } from '../src/mail/eml.ts';
import { preview } from '../src/mail/preview.ts';
import { type MailOptions, renderMails } from '../src/mail/render-mails.ts';
import { check, failing, published, quiet, refused, reportOf, table } from './fixture/shop-report.ts';

const TEAM = 'data-team@shop.example';
const options: MailOptions = {
  from: 'Shop quality <quality@shop.example>',
  to: [TEAM],
  page: 'https://ci.shop.example/report.html',
};
const bare: Report = { ...refused(), charts: [] };

const only = async (report = bare, given: Partial<MailOptions> = {}) => {
  const [mail, ...others] = await renderMails(report, { ...options, ...given });
  if (mail === undefined || others.length > 0)
    throw new Error(`${others.length + (mail === undefined ? 0 : 1)} mails, not one`);
  return mail;
};

describe('who is written to, and when', () => {
  it('is the team alone unless owners are asked for', async () => {
    expect((await renderMails(bare, options)).map(({ to }) => to)).toEqual([[TEAM]]);
  });

  it('is each owner about their own tables', async () => {
    const mails = await renderMails(bare, { ...options, owners: true });
    const finance = mails.find(({ to }) => to[0] === 'finance@shop.example');
    expect(finance?.text).toContain('gold.daily_revenue: revenue is that of the completed orders');
    expect(finance?.text).not.toContain('silver.fact_orders: every day');
  });

  it('is nobody twice: an owner who is of the team gets the digest of the team', async () => {
    const mails = await renderMails(bare, { ...options, to: ['Finance <finance@shop.example>'], owners: true });
    expect(mails.flatMap(({ to }) => to).filter((each) => each.includes('finance@'))).toHaveLength(1);
  });

  it('is nobody when nothing changed, unless asked', async () => {
    expect(await renderMails(quiet(), options)).toEqual([]);
    expect(await renderMails(quiet(), { ...options, when: 'always' })).toHaveLength(1);
    expect(await renderMails(refused(), { ...options, when: 'never' })).toEqual([]);
  });

  it('is the team when gold turns from published to refused, though no check is new', async () => {
    const report: Report = { ...quiet(), charts: [], verdict: 'fail', published: false };
    expect(await renderMails(report, options)).toHaveLength(1);
  });

  it('is the team again, in the rhythm asked for, while something goes on failing', async () => {
    const since = { run: 'r1', as_of: '2026-03-14', started_at: '2026-03-15T06:00:00Z' };
    const checks = [failing({ id: 't.a', previous_status: 'fail', failing_since: since })];
    const audit = (before: string, now: string): Report => {
      const report = reportOf([table({ name: 'gold.t', checks })], { published: null });
      const previous = {
        run: 'r2',
        as_of: '2026-03-15',
        verdict: 'fail',
        published: null,
        started_at: before,
      } as const;
      return { ...report, run: { ...report.run, started_at: now }, previous };
    };
    const mails = async (before: string, now: string) =>
      (await renderMails(audit(before, now), { ...options, remind: 24 })).length;
    expect(await mails('2026-03-15T07:00:00Z', '2026-03-15T08:00:00Z')).toBe(0);
    expect(await mails('2026-03-16T05:00:00Z', '2026-03-16T06:00:00Z')).toBe(1);
    expect(await mails('2026-03-16T06:00:00Z', '2026-03-16T07:00:00Z')).toBe(0);
    expect(await mails('2026-03-17T05:30:00Z', '2026-03-17T06:30:00Z')).toBe(1);
    expect(await mails('2026-03-16T05:00:00Z', '2026-03-19T05:00:00Z')).toBe(1);
    expect(await renderMails(audit('2026-03-16T05:00:00Z', '2026-03-16T06:00:00Z'), options)).toEqual([]);
  });

  it('is nobody when an audit, which publishes nothing, follows a gate that published', async () => {
    expect(await renderMails({ ...quiet(), published: null }, options)).toEqual([]);
  });

  it('is no owner who is not one plain mailbox', async () => {
    const owners = ['crm team', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', '<a@b.example>'];
    const checks = owners.map((owner, i) => failing({ id: `t.${i}`, owner }));
    const mails = await renderMails(reportOf([table({ name: 'gold.t', owner: null, checks })]), {
      ...options,
      owners: true,
    });
    expect(mails.map(({ to }) => to)).toEqual([[TEAM]]);
  });
});

describe('what a digest says', () => {
  it('names the verdict and the worst finding in its subject', async () => {
    expect((await only()).subject).toBe(
      'refused: shop 2026-03-15, silver.fact_orders: every day has orders and 3 more',
    );
    expect((await only({ ...published(), charts: [] })).subject).toBe(
      'published: shop 2026-03-15, 3 recovered, 1 still failing',
    );
  });

  it('says a closed month that changes before its findings, to the team and to the owner of the table', async () => {
    const mails = await renderMails(bare, { ...options, owners: true });
    const told = mails.filter(({ text }) => text.includes('A CLOSED MONTH CHANGES')).map(({ to }) => to[0]);
    expect(told).toEqual([TEAM, 'finance@shop.example']);
    const { html, text } = await only();
    expect(html.indexOf('2026-02: gross_revenue of gold.daily_revenue')).toBeLessThan(html.indexOf('New: 3'));
    expect(text.replaceAll(/\s+/g, ' ')).toContain('from 1,204,511.40 to 1,204,518.40 (less than 0.01 %)');
  });

  it('tells new, still failing, recovered and waived apart, in HTML and in text', async () => {
    const { html, text } = await only();
    for (const title of ['New: 3', 'Still failing: 1', 'Recovered: 1', 'Waived: 1']) {
      expect(html).toContain(title);
      expect(text).toContain(title.toUpperCase());
    }
  });

  it('shows keys of offenders, and no column besides', async () => {
    const { html } = await only();
    expect(html).toContain('order_date: 2026-03-13, 2026-03-14');
    expect(html).toContain('customer_id: 1041, 2230');
    expect(html).not.toContain('44762.85');
  });

  it('names the likely cause in words', async () => {
    expect((await only()).text).toContain('likely cause: every day has orders, silver.fact_orders');
  });

  it('says where the whole page is', async () => {
    expect((await only()).html).toContain('<a class="link" href="https://ci.shop.example/report.html"');
    expect((await only(bare, { page: '/tmp/report.html' })).html).not.toContain('href="/tmp');
  });

  it('keeps its text within 72 columns but for addresses', async () => {
    const long = (await only()).text.split('\n').filter((line) => [...line].length > 72 && !line.includes('://'));
    expect(long).toEqual([]);
  });

  it('carries its styles inline', async () => {
    expect((await only()).html).toMatch(/<td class="reason" style="[^"]*font-size: 20px/);
  });

  it('attaches one chart with words for those who do not see it', async () => {
    const mail = await PostalMime.parse(await eml(await only(refused())));
    expect(mail.attachments).toMatchObject([{ mimeType: 'image/png', disposition: 'inline' }]);
    expect(mail.html).toContain('alt="Daily revenue runs near 46,000 USD, and falls to 0 on 14 March 2026."');
  });
});

describe('the headers', () => {
  it('are those of a machine that writes to a list', async () => {
    const { headers } = await PostalMime.parse(await eml(await only()));
    const value = (name: string) => headers.find(({ key }) => key === name)?.value;
    expect(value('auto-submitted')).toBe('auto-generated');
    expect(value('list-id')).toBe('shop data quality <shop.assay.shop.example>');
    expect(value('message-id')).toMatch(/^<r20260316_060000-[0-9a-f]{12}@shop\.example>$/);
    expect(value('date')).toBe('Mon, 16 Mar 2026 06:00:04 +0000');
  });

  it('are the same whenever the digest is made, to the byte', async () => {
    expect((await eml(await only(refused()))).equals(await eml(await only(refused())))).toBe(true);
  });

  it('differ between owners and between runs', async () => {
    const ids = [
      ...(await renderMails(bare, { ...options, owners: true })),
      await only({ ...published(), charts: [] }),
    ].map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('tie the recovery to the mail that told the failure', async () => {
    expect((await only({ ...published(), charts: [] })).inReplyTo).toBe((await only()).messageId);
  });

  it('start a thread for a new incident', async () => {
    expect((await only()).inReplyTo).toBeNull();
  });

  it('go on with the thread of a failure that lasts', async () => {
    const since = { run: 'r20260310_060000', as_of: '2026-03-09', started_at: '2026-03-10T06:00:00Z' };
    const checks = [
      failing({ id: 't.a', previous_status: 'fail', failing_since: since }),
      failing({ id: 't.b' }),
      check({ id: 't.c' }),
    ];
    const { inReplyTo } = await only(reportOf([table({ name: 'gold.t', checks })]));
    expect(inReplyTo).toMatch(/^<r20260310_060000-/);
  });
});

it('writes a preview of each mail and sends nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-preview-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const mails = await renderMails(bare, { ...options, owners: true });
  await preview(folder, mails);
  expect(readdirSync(folder)).toHaveLength(3 * mails.length);
});

describe('CI', () => {
  it('takes annotations and a step summary on GitHub, text elsewhere, nothing outside', () => {
    expect(ciOutputs({ CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/tmp/summary' })).toEqual([
      { format: 'github', to: 'stdout' },
      { format: 'markdown', to: { append: '/tmp/summary' } },
    ]);
    expect(ciOutputs({ CI: 'true' })).toEqual([{ format: 'text', to: 'stdout' }]);
    expect(ciOutputs({ CI: 'false' })).toEqual([]);
    expect(ciOutputs({})).toEqual([]);
  });

  it('is where people see the build, on GitHub, GitLab and Jenkins', () => {
    const github = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'quay/gold', GITHUB_RUN_ID: '7' };
    expect(ciPage({ GITHUB_ACTIONS: 'true', ...github })).toBe('https://github.com/quay/gold/actions/runs/7');
    expect(ciPage({ CI: 'true', CI_JOB_URL: 'https://gitlab.example/job/7' })).toBe('https://gitlab.example/job/7');
    expect(ciPage({ CI: 'true', BUILD_URL: 'https://jenkins.example/7/' })).toBe('https://jenkins.example/7/');
    expect(ciPage({ CI: 'true' })).toBeUndefined();
    expect(ciPage(github)).toBeUndefined();
  });
});
