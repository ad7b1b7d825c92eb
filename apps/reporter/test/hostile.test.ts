import { XMLValidator } from 'fast-xml-parser';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { formats } from '../src/formats.ts';
import { eml } from '../src/mail/eml.ts';
import { renderMails } from '../src/mail/render-mails.ts';
import { readReport } from '../src/read-report.ts';
import { hostile } from './fixture/hostile-report.ts';

const MEGABYTE = 1_000_000;
/** Tags that only an attack would write: the page's own script and style are left out of it. */
const ATTACK =
  /<script>window|<img src=x|<svg\/onload|<style>\*|href="javascript:|\son(?:error|mouseover|load)=(?:"|'|window)/i;
const OBEYED = /(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

describe('a hostile report', () => {
  it('is a report all the same', async () => {
    expect((await readReport(JSON.stringify(hostile()))).version).toBe(1);
  });

  it.each(['html', 'markdown', 'junit', 'sarif', 'github', 'text'] as const)(
    'does not act and does not grow in %s',
    async (format) => {
      const text = await formats[format].render(hostile({ size: MEGABYTE }));
      expect(text).not.toMatch(OBEYED);
      expect(text.length).toBeLessThan(1_500_000);
    },
  );

  it('adds no element to the page', async () => {
    const page = await formats.html.render(hostile());
    expect(page).not.toMatch(ATTACK);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<style/g)).toHaveLength(1);
  });

  it('leaves XML well-formed', async () => {
    expect(XMLValidator.validate(await formats.junit.render(hostile()))).toBe(true);
  });

  it('leaves SARIF JSON with usable places', async () => {
    const log = JSON.parse(await formats.sarif.render(hostile()));
    for (const { locations } of log.runs[0].results) {
      expect(() => new URL(locations[0].physicalLocation.artifactLocation.uri, 'file:///project/')).not.toThrow();
    }
  });

  it('writes no workflow command but its own', async () => {
    const lines = (await formats.github.render(hostile())).trimEnd().split('\n');
    expect(lines.every((line) => /^::(error|warning|notice)[ :]/.test(line))).toBe(true);
  });

  it('keeps each finding of the Markdown on its row', async () => {
    const rows = (await formats.markdown.render(hostile()))
      .split('\n')
      .filter((line) => line.startsWith('| ✕') || line.startsWith('| !'));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(7);
  });
});

describe('the mail of a hostile report', () => {
  const made = async () =>
    renderMails(hostile({ size: MEGABYTE }), { from: 'quality@shop.example', to: ['team@shop.example'], owners: true });

  it('is small and inert', async () => {
    for (const { html, text, subject } of await made()) {
      expect(Buffer.byteLength(html)).toBeLessThan(102_000);
      expect(html).not.toMatch(ATTACK);
      expect(html).not.toContain('<script');
      expect(text).not.toMatch(OBEYED);
      expect(subject).not.toMatch(/[\r\n]/);
      expect(subject.length).toBeLessThan(200);
    }
  });

  it('has the headers it would have anyway, and no others', async () => {
    for (const mail of await made()) {
      const { headers } = await PostalMime.parse(await eml(mail));
      expect(headers.map(({ key }) => key).sort()).toEqual(
        expect.arrayContaining([
          'auto-submitted',
          'content-type',
          'date',
          'from',
          'list-id',
          'message-id',
          'mime-version',
          'subject',
          'to',
        ]),
      );
      expect(headers.map(({ key }) => key)).not.toContain('bcc');
    }
  });

  it('writes only to whom it was told to, as no owner here has an address', async () => {
    expect((await made()).map(({ to }) => to)).toEqual([['team@shop.example']]);
  });
});
