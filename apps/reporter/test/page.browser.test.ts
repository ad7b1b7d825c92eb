import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Report } from '@assay/core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { formats } from '../src/formats.ts';
import { mailPage } from '../src/mail/preview.ts';
import { renderMails } from '../src/mail/render-mails.ts';
import { hostile } from './fixture/hostile-report.ts';
import { large } from './fixture/large-report.ts';
import { audited, published, refused, unknown } from './fixture/shop-report.ts';

const CHROMIUM = process.env.ASSAY_CHROMIUM ?? '/usr/bin/chromium';
const ARTIFACTS = fileURLToPath(new URL('../../../artifacts/', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const OPEN_ALL = "for (const details of document.querySelectorAll('details')) details.open = true";
const TOUCH_ALL = "for (const each of document.querySelectorAll('*')) each.dispatchEvent(new MouseEvent('mouseover'))";
const THEMES = ['light', 'dark'] as const;
const WIDTHS = [390, 768, 1280];

const missing = !existsSync(CHROMIUM);

it.runIf(missing && process.env.CI !== undefined)('has a browser in CI', () => {
  expect.fail(`Chromium is missing at ${CHROMIUM}: install it, or say where it is in ASSAY_CHROMIUM`);
});

describe.skipIf(missing)(`in Chromium (${CHROMIUM}; skipped where it is missing)`, () => {
  let browser: Browser;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assay-page-'));
    mkdirSync(ARTIFACTS, { recursive: true });
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-background-networking'],
    });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Looking {
    readonly width?: number;
    readonly theme?: (typeof THEMES)[number];
    readonly script?: boolean;
  }

  /** Opens a document from disk; the test fails when it complains or asks for anything but itself. */
  const open = async (html: string, { width = 1280, theme = 'light', script = true }: Looking = {}): Promise<Page> => {
    const file = join(folder, `${Math.random().toString(36).slice(2)}.html`);
    writeFileSync(file, html);
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: theme,
      javaScriptEnabled: script,
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    const address = pathToFileURL(file).href;
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const asked = request.url();
      if (asked !== address && !asked.startsWith('data:')) complaints.push(`asked for ${asked}`);
    });
    onTestFinished(async () => {
      await context.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(address);
    return page;
  };

  const pageOf = (report: Report): Promise<string> => formats.html.render(report);

  const mailOf = async (report: Report): Promise<string> => {
    const [mail] = await renderMails(report, {
      from: 'quality@shop.example',
      to: ['team@shop.example'],
      when: 'always',
      page: 'https://ci.shop.example/report.html',
    });
    if (mail === undefined) throw new Error('there is no mail');
    return mailPage(mail);
  };

  const axe = async (page: Page): Promise<string[]> => {
    await page.evaluate(AXE);
    const { violations } = (await page.evaluate('axe.run()')) as {
      violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
    }; // axe's own shape
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 120)} ${failureSummary}`),
    );
  };

  const sidewaysScroll = (page: Page): Promise<number> =>
    page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

  const DOCUMENTS: readonly (readonly [string, () => Promise<string>])[] = [
    ['page-refused', () => pageOf(refused())],
    ['page-published', () => pageOf(published())],
    ['mail-refused', () => mailOf(refused())],
    ['mail-published', () => mailOf(published())],
    ['page-audit', () => pageOf(audited())],
    ['mail-audit', () => mailOf(audited())],
    ['page-unknown', () => pageOf(unknown())],
  ];

  describe.each(DOCUMENTS)('%s', (name, make) => {
    it.each(THEMES)('is found faultless by axe in the %s theme', async (theme) => {
      const page = await open(await make(), { theme });
      await page.evaluate(OPEN_ALL);
      expect(await axe(page)).toEqual([]);
    });

    it.each(THEMES.flatMap((theme) => WIDTHS.map((width) => [theme, width] as const)))(
      'fits %s at %i pixels',
      async (theme, width) => {
        const page = await open(await make(), { theme, width });
        await page.screenshot({ path: join(ARTIFACTS, `${name}-${theme}-${width}.png`), fullPage: true });
        expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
      },
    );
  });

  describe('the page', () => {
    it('finds tables and checks by words, and shows all again', async () => {
      const page = await open(await pageOf(refused()));
      const shown = () => page.locator('.finding:visible').count();
      expect(await shown()).toBe(5);
      await page.keyboard.press('/');
      await page.keyboard.type('discount');
      expect(await shown()).toBe(1);
      expect(await page.locator('details.table:visible').count()).toBe(1);
      expect(await page.locator('.checks tr[data-how]:visible').count()).toBeGreaterThan(0);
      await page.keyboard.press('Escape');
      expect(await shown()).toBe(5);
    });

    it('says when nothing matches', async () => {
      const page = await open(await pageOf(refused()));
      await page.fill('#search', 'no such thing');
      expect(await page.locator('.none').isVisible()).toBe(true);
    });

    it('filters by verdict', async () => {
      const page = await open(await pageOf(refused()));
      await page.click('[data-show="warn"]');
      expect(await page.locator('.finding:visible').allInnerTexts()).toEqual([
        expect.stringContaining('few days with a discount'),
      ]);
      expect(await page.getAttribute('[data-show="warn"]', 'aria-pressed')).toBe('true');
    });

    it('sorts the tables by a column', async () => {
      const page = await open(await pageOf(refused()));
      await page.click('.overview th:nth-child(3) button');
      const rows = await page.locator('.overview tbody tr td:nth-child(3)').allInnerTexts();
      const numbers = rows.map((text) => Number(text.replaceAll(',', '')));
      expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
      expect(await page.getAttribute('.overview th:nth-child(3)', 'aria-sort')).toBe('descending');
    });

    it('copies the SQL', async () => {
      const page = await open(await pageOf(refused()));
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.click('.finding[open] .copy');
      expect(await page.evaluate('navigator.clipboard.readText()')).toContain('select day\nfrom days');
    });

    it('remembers the theme', async () => {
      const page = await open(await pageOf(refused()));
      await page.click('#theme');
      await page.click('#theme');
      await page.reload();
      expect(await page.getAttribute('html', 'data-theme')).toBe('dark');
    });

    it('opens what a link points to', async () => {
      const page = await open(await pageOf(refused()));
      await page.click('#news a[href="#check-daily-revenue-avg-discount-pct-share"]');
      expect(await page.locator('#check-daily-revenue-avg-discount-pct-share').getAttribute('open')).not.toBeNull();
    });

    it('opens and closes a finding by keyboard', async () => {
      const page = await open(await pageOf(refused()));
      const finding = page.locator('.finding').nth(1);
      await finding.locator('> summary').focus();
      await page.keyboard.press('Enter');
      expect(await finding.getAttribute('open')).not.toBeNull();
    });

    it('is complete without its script', async () => {
      const page = await open(await pageOf(refused()), { script: false });
      expect(await page.locator('#search').isVisible()).toBe(false);
      expect(await page.locator('.finding').count()).toBe(5);
      await page.locator('.finding > summary').nth(2).click();
      expect(await page.locator('.finding').nth(2).locator('.samples').isVisible()).toBe(true);
    });

    it('prints with its findings open, on white paper whatever the theme', async () => {
      const page = await open(await pageOf(refused()), { theme: 'dark' });
      await page.emulateMedia({ media: 'print' });
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await page.locator('.finding[open]').count()).toBe(5);
      expect(await page.locator('header').isVisible()).toBe(false);
      expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(
        'rgb(255, 255, 255)',
      );
      writeFileSync(join(ARTIFACTS, 'page-refused.pdf'), await page.pdf({ format: 'A4' }));
    });

    it('says the verdict and the news on its first screen, also on a phone', async () => {
      for (const width of WIDTHS) {
        const page = await open(await pageOf(refused()), { width });
        for (const id of ['#verdict-title', '#news-title']) {
          const box = await page.locator(id).boundingBox();
          expect((box?.y ?? Number.NaN) + (box?.height ?? 0), `${id} at ${width}`).toBeLessThan(900);
        }
      }
    });

    it('puts the title of its column before each value on a phone, and before nothing on a wide window', async () => {
      const titles = (page: Page) =>
        page.evaluate<string[]>(
          `[...document.querySelector('.changes tbody tr').cells].map((cell) => getComputedStyle(cell, '::before').content)`,
        );
      const named = ['Rows before', 'Rows now', 'Added', 'Removed', 'Changed', 'Columns'].map((title) => `"${title}"`);
      expect(await titles(await open(await pageOf(refused()), { width: 390 }))).toEqual(['none', ...named]);
      expect(new Set(await titles(await open(await pageOf(refused()))))).toEqual(new Set(['none']));
    });

    it('is as dark by the switch as by the system', async () => {
      const colors = (page: Page) =>
        page.evaluate<string[]>(
          `[...document.querySelectorAll('body *')].map((each) => { const { color, backgroundColor, fill } = getComputedStyle(each); return color + backgroundColor + fill; })`,
        );
      const [system, light, switched] = await Promise.all(
        (['dark', 'light', 'light'] as const).map(async (theme) => open(await pageOf(refused()), { theme })),
      );
      if (!system || !light || !switched) throw new Error('there is no page');
      await switched.evaluate("document.documentElement.dataset.theme = 'dark'");
      expect(await colors(switched)).toEqual(await colors(system));
      expect(await colors(switched)).not.toEqual(await colors(light));
    });

    it('shows the last days of a chart first where it is wider than the window', async () => {
      const page = await open(await pageOf(refused()), { width: 390 });
      const rest = (which: string) =>
        page.evaluate<number>(
          `(({ scrollWidth, clientWidth, scrollLeft }) => scrollWidth - clientWidth - scrollLeft)(document.querySelector('${which}'))`,
        );
      expect(await rest('figure .late')).toBeLessThanOrEqual(1);
      expect(await rest('figure .wide:not(.late)')).toBeGreaterThan(1);
    });

    it('shows the whole lineage at once on a wide window', async () => {
      const page = await open(await pageOf(large()), { width: 1280 });
      const wide = page.locator('#lineage .wide');
      const [room, drawn] = [await wide.boundingBox(), await wide.locator('svg').boundingBox()];
      expect(drawn?.width ?? Number.NaN).toBeLessThanOrEqual((room?.width ?? 0) + 1);
    });

    it.each(THEMES)('of 2,000 checks fits a phone in the %s theme', async (theme) => {
      const page = await open(await pageOf(large()), { width: 390, theme });
      await page.screenshot({ path: join(ARTIFACTS, `page-huge-${theme}-390.png`) });
      expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
    });

    it('of 2,000 checks opens and finds', async () => {
      const page = await open(await pageOf(large()));
      await page.screenshot({ path: join(ARTIFACTS, 'page-huge-light-1280.png') });
      await page.fill('#search', 'shop_table_77');
      expect(await page.locator('details.table:visible').count()).toBe(1);
    });
  });

  it.each([
    ['page', pageOf],
    ['mail', mailOf],
  ] as const)('executes nothing of a hostile report in the %s', async (_what, make) => {
    const page = await open(await make(hostile({ size: 1_000_000 })), { width: 390 });
    await page.evaluate(OPEN_ALL);
    await page.evaluate(TOUCH_ALL);
    expect(await page.evaluate('typeof pwned')).toBe('undefined');
    expect(await sidewaysScroll(page)).toBeLessThanOrEqual(0);
  });
});
