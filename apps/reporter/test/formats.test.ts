import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formats } from '../src/formats.ts';
import { published, refused } from './fixture/shop-report.ts';

it('writes', async () => {
  mkdirSync('/tmp/rep', { recursive: true });
  for (const [name, report] of Object.entries({ refused: refused(), published: published() }))
    for (const [format, { render }] of Object.entries(formats)) {
      const t = performance.now();
      const out = await render(report, { page: '.assay/latest/report.html' });
      console.log(name, format, out.length, Math.round(performance.now() - t));
      writeFileSync(`/tmp/rep/${name}.${format}`, out);
    }
});
