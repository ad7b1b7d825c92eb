import { createHash } from 'node:crypto';
import type { Report } from '@assay/core';
import changes from '../page/changes.hbs?raw';
import closed from '../page/closed.hbs?raw';
import finding from '../page/finding.hbs?raw';
import style from '../page/page.css?raw';
import page from '../page/page.hbs?raw';
import script from '../page/page.js?raw';
import { pageView } from '../page/page-view.ts';
import table from '../page/table.hbs?raw';
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
    svg: markup(chartSvg(chart, PAGE_PALETTE, { id: `chart-${i + 1}`, finding: chart.finding })),
  }));
};

/** The page: one file that asks nothing of the network and is complete without its script. */
export const render = async (report: Report): Promise<string> => {
  const handlebars = templates();
  handlebars.registerPartial({ changes, closed, finding, table });
  const scriptHash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
  const charts = await chartViews(report);
  return handlebars.compile(page)({ ...pageView(report), charts, style, script, scriptHash });
};
