import { color } from '../colors.ts';

/** How a chart is drawn: in the page's own tokens, or in fixed colours where no style sheet reaches. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly hairline: string;
  readonly accent: string;
  readonly fail: string;
  readonly font: string;
  /** Of lines over time; a narrow drawing keeps its letters readable where it is shown small. */
  readonly width: number;
}

export const PAGE_PALETTE: Palette = {
  paper: 'var(--paper)',
  ink: 'var(--ink)',
  quiet: 'var(--quiet)',
  hairline: 'var(--hairline)',
  accent: 'var(--accent)',
  fail: 'var(--fail)',
  font: 'inherit',
  width: 720,
};

export const PAPER_PALETTE: Palette = {
  paper: color('paper'),
  ink: color('ink'),
  quiet: color('quiet'),
  hairline: color('hairline'),
  accent: color('accent'),
  fail: color('fail'),
  font: 'DejaVu Sans',
  width: 480,
};
