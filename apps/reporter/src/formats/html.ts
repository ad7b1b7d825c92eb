import { createHash } from 'node:crypto';
import type { Chart, Report } from '@assay/core';
import { chartSvg } from '../charts/chart-svg.ts';
import { PAGE_PALETTE } from '../charts/palette.ts';
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

const chartView = (chart: Chart) => ({
  title: chart.title,
  finding: chart.finding,
  unit: chart.unit,
  // What happens along a time is read from its end
  late: 'x' in chart,
  svg: markup(chartSvg(chart, PAGE_PALETTE)),
});

/** The page: one file that asks nothing of the network and is complete without its script. */
export const render = async (report: Report): Promise<string> => {
  const handlebars = templates();
  const partials = { changes, closed, finding, named, reach, table, upstream };
  for (const [name, partial] of Object.entries(partials))
    handlebars.registerPartial(name, handlebars.template(partial));
  const scriptHash = `sha256-${createHash('sha256').update(script).digest('base64')}`;
  return handlebars.template(page)({
    ...(await pageView(report)),
    ...{ charts: report.charts.map(chartView), style, script, scriptHash },
  });
};
