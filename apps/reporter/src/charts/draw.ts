import { BarChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, MarkPointComponent, VisualMapComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

export interface Drawing {
  readonly option: EChartsCoreOption;
  readonly width: number;
  readonly height: number;
}

export interface Caption {
  /** Unique in the page. */
  readonly id: string;
  /** The sentence that says what is to be seen. */
  readonly finding: string;
}

const attribute = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Style sheets in the drawing only serve a mouse, and ECharts numbers its classes over all charts of a process. */
const still = (svg: string, id: string): string =>
  svg
    .replace(/<style\s*>[\s\S]*?<\/style>/g, '')
    .replace(/ class="zr\d+-cls-\d+"/g, '')
    .replace(/ pointer-events="visible"/g, '')
    .replace(/zr\d+-/g, `${id}-`)
    .replace(/\n+/g, '');

/** An SVG that a screen reader reads as one sentence. */
export const draw = ({ option, width, height }: Drawing, { id, finding }: Caption): string => {
  use([
    LineChart,
    BarChart,
    HeatmapChart,
    GridComponent,
    MarkLineComponent,
    MarkPointComponent,
    VisualMapComponent,
    SVGRenderer,
  ]);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, ...option });
    return still(chart.renderToSVGString(), id).replace('<svg ', `<svg role="img" aria-label="${attribute(finding)}" `);
  } finally {
    chart.dispose();
  }
};
