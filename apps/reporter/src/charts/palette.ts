/** How a chart is drawn: in the page's own tokens, or in fixed colours where no style sheet reaches. */
export interface Palette {
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
  ink: 'var(--ink)',
  quiet: 'var(--quiet)',
  hairline: 'var(--hairline)',
  accent: 'var(--accent)',
  fail: 'var(--fail)',
  font: 'inherit',
  width: 720,
};

export const PAPER_PALETTE: Palette = {
  ink: '#1f1d18',
  quiet: '#5f5b50',
  hairline: '#d9d5ca',
  accent: '#8a6d1f',
  fail: '#b3261e',
  font: 'DejaVu Sans',
  width: 480,
};
