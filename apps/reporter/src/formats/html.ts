import { createHash } from 'node:crypto';
import type { Chart, Report } from '@assay/core';
import { chartSvg } from '../charts/chart-svg.ts';
import { PAGE_PALETTE } from '../charts/palette.ts';
import { colorProperties } from '../colors.ts';
import changes from '../page/changes.hbs';
import closed from '../page/closed.hbs';
import drawings from '../page/drawings.css?raw';
import finding from '../page/finding.hbs';
import findings from '../page/findings.css?raw';
import mark from '../page/mark.hbs';
import named from '../page/named.hbs';
import base from '../page/page.css?raw';
import page from '../page/page.hbs';
import script from '../page/page.js?raw';
import { pageView } from '../page/page-view.ts';
import reach from '../page/reach.hbs';
import table from '../page/table.hbs';
import tables from '../page/tables.css?raw';
import upstream from '../page/upstream.hbs';
import { markup, templates } from '../templates.ts';

/** The page: one file that asks nothing of the network and is complete without its script. */
export async function render(report: Report): Promise<string> {
  const handlebars = templates();
  const partials = { changes, closed, finding, mark, named, reach, table, upstream };
  for (const [name, partial] of Object.entries(partials))
    handlebars.registerPartial(name, handlebars.template(partial));
  const style = [colorProperties(), base, findings, tables, drawings].join('');
  const scriptHash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
  return handlebars.template(page)({
    ...(await pageView(report)),
    ...{ charts: report.charts.map(chartView), style, script, scriptHash },
  });
}

function chartView(chart: Chart) {
  return {
    title: chart.title,
    finding: chart.finding,
    unit: chart.unit,
    // What happens along a time is read from its end
    late: 'x' in chart,
    svg: markup(chartSvg(chart, PAGE_PALETTE)),
  };
}
