import { expect, it } from 'vitest';
import { formats } from '../src/formats.ts';
import { large } from './fixture/large-report.ts';
import { refused } from './fixture/shop-report.ts';

it('renders the page of 2,000 checks in less than 2 seconds of a processor', async () => {
  await formats.html.render(refused());
  const report = large();
  const began = process.cpuUsage();
  await formats.html.render(report);
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1e6).toBeLessThan(2);
});
