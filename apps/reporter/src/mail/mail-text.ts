import wrapAnsi from 'wrap-ansi';
import { oneLine } from '../wording.ts';
import type { MailSection, MailView } from './mail-view.ts';

const WIDTH = 72;

/** The same mail for readers of plain text, in 72 columns. */
export function mailText(view: MailView, page: string | undefined): string {
  return [
    ...wrap(`${view.mark.symbol} ${view.reason}`),
    ...(view.stale === null ? [] : wrap(view.stale)),
    '',
    ...wrap(`${view.project} on ${view.target}, as of ${view.asOf}. ${view.counts}`),
    '',
    ...(view.closed.items.length === 0
      ? []
      : [
          view.closed.title.toUpperCase(),
          '-'.repeat(view.closed.title.length),
          ...view.closed.items.flatMap((item) => wrap(item)),
          ...(view.closed.more > 0 ? [`and ${view.closed.more} more on the whole page`] : []),
          '',
        ]),
    ...view.sections.flatMap(({ title, items, more }) => [
      title.toUpperCase(),
      '-'.repeat(title.length),
      ...items.flatMap(itemLines),
      ...(more > 0 ? [`and ${more} more on the whole page`, ''] : []),
    ]),
    ...(page === undefined ? [] : ['The whole page:', page]),
    `Run ${view.run}`,
    '',
  ].join('\n');
}

function wrap(text: string, indent = ''): string[] {
  return wrapAnsi(oneLine(text), WIDTH - indent.length, { hard: true })
    .split('\n')
    .map((line, i) => (i === 0 ? indent.slice(0, -2) + (indent === '' ? line : `  ${line}`) : indent + line).trimEnd());
}

function itemLines(item: MailSection['items'][number]): string[] {
  const who = [item.since === null ? null : `since ${item.since}`, item.owner, item.waived].filter(
    (part) => part !== null,
  );
  return [
    ...wrap(`${item.mark.symbol} ${item.table}: ${item.name}`),
    ...wrap(item.errored ? `could not be asked: ${item.found}` : `found ${item.found}, wanted ${item.wanted}`, '  '),
    ...(who.length === 0 ? [] : wrap(who.join(', '), '  ')),
    ...(item.cause === null ? [] : wrap(`likely cause: ${item.cause}`, '  ')),
    ...(item.because === null ? [] : wrap(`because: ${item.because}`, '  ')),
    ...(item.keys === null ? [] : wrap(item.keys, '  ')),
    ...(item.runbook === null ? [] : [`  ${item.runbook}`]),
    '',
  ];
}
