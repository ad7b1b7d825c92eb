import { expect, it } from 'vitest';
import { formats } from '../src/formats.ts';
import { large } from './fixture/large-report.ts';
import { refused } from './fixture/shop-report.ts';

it('renders the page of 2,000 checks in less than 2 seconds', async () => {
  await formats.html.render(refused());
  const report = large();
  const began = performance.now();
  await formats.html.render(report);
  expect(performance.now() - began).toBeLessThan(2_000);
});
