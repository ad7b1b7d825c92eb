import type { Chart, Report } from '@assay/core';
import { withColors } from '../colors.ts';
import { tame } from '../tame.ts';
import { templates } from '../templates.ts';
import { type Audience, audiences, type Recipients } from './audience.ts';
import style from './mail.css?raw';
import template from './mail.hbs';
import { mailText } from './mail-text.ts';
import { mailView, subject } from './mail-view.ts';
import { messageKey, type Thread, thread } from './thread.ts';

/** A digest for one audience, ready for an envelope. */
export interface Mail extends Thread {
  /** A file name, the same whenever this mail is made. */
  readonly key: string;
  readonly from: string;
  readonly to: readonly string[];
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly image: { readonly cid: string; readonly png: Uint8Array } | null;
}

export interface MailOptions extends Recipients {
  readonly from: string;
  /** `changed` (the default) is silent when nothing is new and nothing recovered. */
  readonly when?: 'changed' | 'always' | 'never' | undefined;
  /** Where the whole page is: a path or an address. */
  readonly page?: string | undefined;
}

/** Gmail clips a mail at 102 KB. */
const MOST_BYTES = 100_000;
const MOST_FINDINGS = [12, 6, 3, 1];
const CHART_WIDTH = 600;

/** One digest a run and audience: what is new, still failing, recovered. */
export async function renderMails(given: Report, options: MailOptions): Promise<Mail[]> {
  const { from, when = 'changed', page } = options;
  const report = tame(given);
  const writable = audiences(report, options).filter(({ news }) => when === 'always' || (when === 'changed' && news));
  if (writable.length === 0) return [];

  const { default: juice } = await import('juice');
  const inlined = (html: string) => juice(html, { preserveMediaQueries: true, inlinePseudoElements: false });
  const filled = templates().template(template);
  const chart = mailChart(report);
  const png = await picture(chart);
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  const pageLink = page !== undefined && /^https?:\/\//.test(page);

  const write = (audience: Audience): Mail => {
    const key = messageKey(report.run.id, audience.name);
    const cid = `chart@${key}`;
    const shown =
      chart === undefined || png === undefined
        ? undefined
        : { title: chart.title, finding: chart.finding, unit: chart.unit, cid };
    const said = subject(report, audience);
    const make = (most: number) => {
      const view = mailView(report, audience, most);
      const html = inlined(filled({ ...view, subject: said, style: withColors(style), chart: shown, page, pageLink }));
      return { html, text: mailText(view, page) };
    };
    let fitting: ReturnType<typeof make> | undefined;
    for (const most of MOST_FINDINGS) {
      const made = make(most);
      if (Buffer.byteLength(made.html) > MOST_BYTES) continue;
      fitting = made;
      break;
    }
    if (fitting === undefined) throw new Error(`the mail of ${report.run.id} is longer than ${MOST_BYTES} bytes`);
    return {
      key,
      from,
      to: audience.to,
      date: report.run.finished_at,
      subject: said,
      ...fitting,
      ...thread(report, audience, domain),
      image: png === undefined ? null : { cid, png },
    };
  };
  return writable.map(write);
}

function mailChart({ charts }: Report): Chart | undefined {
  return charts.find(({ type }) => type === 'series') ?? charts[0];
}

/** A machine on which nothing can be drawn writes its mail without the picture. */
async function picture(chart: Chart | undefined): Promise<Uint8Array | undefined> {
  if (chart === undefined) return undefined;
  try {
    return (await import('../charts/png.ts')).chartPng(chart, CHART_WIDTH);
  } catch {
    return undefined;
  }
}
