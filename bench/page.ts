/** What the views of the largest report cost: seconds of a processor and kilobytes, the first time and in the middle of five. */
import { formats } from '@assay/reporter';
import { renderMails } from '@assay/reporter/mail';
import { large } from '../apps/reporter/test/fixture/large-report.ts';

const ROUNDS = 5;

const report = large();

const mail = async (): Promise<string> => {
  const mails = await renderMails(report, { from: 'quality@example.com', to: ['team@example.com'] });
  return mails[0]?.html ?? '';
};

const VIEWS: Readonly<Record<string, () => Promise<string>>> = {
  page: () => formats.html.render(report),
  mail,
  markdown: () => formats.markdown.render(report),
  sarif: () => formats.sarif.render(report),
  junit: () => formats.junit.render(report),
};

const seconds = async (work: () => Promise<string>): Promise<{ took: number; text: string }> => {
  const began = process.cpuUsage();
  const text = await work();
  const { user, system } = process.cpuUsage(began);
  return { took: (user + system) / 1e6, text };
};

process.stdout.write('100 tables, 2,000 checks, 10,000 samples, 1,000 past runs\n');
for (const [name, render] of Object.entries(VIEWS)) {
  const first = await seconds(render);
  const again: number[] = [];
  for (let i = 0; i < ROUNDS; i++) again.push((await seconds(render)).took);
  const middle = again.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  const size = (Buffer.byteLength(first.text) / 1000).toFixed(0);
  process.stdout.write(`${name.padEnd(9)} ${first.took.toFixed(2)} s first, ${middle.toFixed(2)} s then, ${size} KB\n`);
}
