import { mkdirSync, writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { formats } from '../src/formats.ts';
import { eml, renderMails } from '../src/index.ts';
import { published, refused } from './fixture/shop-report.ts';

it('writes', async () => {
  mkdirSync('/tmp/rep', { recursive: true });
  for (const [name, report] of Object.entries({ refused: refused(), published: published() })) {
    for (const [format, { render }] of Object.entries(formats)) {
      const t = performance.now();
      const out = await render(report, { page: '.assay/latest/report.html' });
      console.log(name, format, out.length, Math.round(performance.now() - t));
      writeFileSync(`/tmp/rep/${name}.${format}`, out);
    }
    const t = performance.now();
    for (const [i, m] of (
      await renderMails(report, {
        from: 'Shop quality <quality@shop.example>',
        to: ['data-team@shop.example'],
        owners: true,
        page: '.assay/latest/report.html',
      })
    ).entries()) {
      console.log(name, m.subject, m.html.length, m.inReplyTo, Math.round(performance.now() - t));
      writeFileSync(
        `/tmp/rep/${name}-mail-${i}.html`,
        m.html.replace(/cid:[^"]+/, `data:image/png;base64,${Buffer.from(m.image?.png ?? []).toString('base64')}`),
      );
      writeFileSync(`/tmp/rep/${name}-mail-${i}.txt`, m.text);
      writeFileSync(`/tmp/rep/${name}-mail-${i}.eml`, await eml(m));
    }
  }
}, 60000);
