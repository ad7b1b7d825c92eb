import { createHash } from 'node:crypto';
import type { Report } from '@assay/core';
import changes from '../page/changes.hbs';
import closed from '../page/closed.hbs';
import finding from '../page/finding.hbs';
import named from '../page/named.hbs';
import style from '../page/page.css?raw';
import page from '../page/page.hbs';
import script from '../page/page.js?raw';
import { pageView } from '../page/page-view.ts';
import reach from '../page/reach.hbs';
import table from '../page/table.hbs';
import upstream from '../page/upstream.hbs';
import { markup, templates } from '../templates.ts';

const chartViews = async ({ charts }: Report) => {
  if (charts.length === 0) return [];
  const [{ chartSvg }, { PAGE_PALETTE }] = await Promise.all([
    import('../charts/chart-svg.ts'),
    import('../charts/palette.ts'),
  ]);
  return charts.map((chart, i) => ({
    title: chart.title,
    finding: chart.finding,
    unit: chart.unit,
    // What happens along a time is read from its end
    late: 'x' in chart,
    svg: markup(chartSvg(chart, PAGE_PALETTE, { id: `chart-${i + 1}`, finding: chart.finding })),
  }));
};

/** The page: one file that asks nothing of the network and is complete without its script. */
export const render = async (report: Report): Promise<string> => {
  const handlebars = templates();
  const partials = { changes, closed, finding, named, reach, table, upstream };
  for (const [name, partial] of Object.entries(partials))
    handlebars.registerPartial(name, handlebars.template(partial));
  const scriptHash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
  const charts = await chartViews(report);
  return handlebars.template(page)({ ...pageView(report), charts, style, script, scriptHash });
};
