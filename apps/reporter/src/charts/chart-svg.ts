import type { Chart } from '@assay/core';
import { bars } from './bars.ts';
import type { Palette } from './palette.ts';
import { series } from './series.ts';
import { type Drawing, svg } from './svg.ts';
import { triangle } from './triangle.ts';

const DRAWINGS: {
  readonly [Type in Chart['type']]: (chart: Extract<Chart, { type: Type }>, palette: Palette) => Drawing;
} = {
  series,
  triangle,
  bars,
};

/** A chart of a report as SVG text. */
export function chartSvg(chart: Chart, palette: Palette): string {
  return svg(drawing(chart, palette), palette, chart.finding);
}

function drawing<Type extends Chart['type']>(chart: Extract<Chart, { type: Type }>, palette: Palette): Drawing {
  return DRAWINGS[chart.type as Type](chart, palette); // the compiler does not tie a union's member to its tag here
}
