import { createRequire } from 'node:module';
import type { Chart } from '@assay/core';
import { Resvg } from '@resvg/resvg-js';
import { chartSvg } from './chart-svg.ts';
import { PAPER_PALETTE } from './palette.ts';

const FONT = 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf';

/** A chart on light paper, twice as large as it is shown. The font comes along, so every machine draws the same. */
export function chartPng(chart: Chart, width: number): Uint8Array {
  const svg = chartSvg(chart, PAPER_PALETTE);
  const fontFiles = [createRequire(import.meta.url).resolve(FONT)];
  const font = { fontFiles, loadSystemFonts: false, defaultFontFamily: PAPER_PALETTE.font };
  return new Resvg(svg, { background: PAPER_PALETTE.paper, fitTo: { mode: 'width', value: width * 2 }, font })
    .render()
    .asPng();
}
