import type { Report } from '@assay/core';
import { bearing, type Outcome, outcome } from '../standing.ts';

/** The outline says the verdict without colour: a circle, a square, a shield. */
const OUTLINES = {
  circle: (inset: number) => `<circle cx="72" cy="72" r="${70 - inset}"/>`,
  square: (inset: number) => {
    const [near, far, cut] = [2 + inset, 142 - inset, 12];
    return `<path d="M${near + cut} ${near}H${far - cut}L${far} ${near + cut}V${far - cut}L${far - cut} ${far}H${near + cut}L${near} ${far - cut}V${near + cut}Z"/>`;
  },
  shield: (inset: number) => {
    const [near, far] = [6 + inset, 138 - inset];
    return `<path d="M${near} ${near}H${far}V84C${far} 112 100 132 72 ${142 - inset}C44 132 ${near} 112 ${near} 84Z"/>`;
  },
} as const;

const SHAPES: Readonly<Record<Outcome, keyof typeof OUTLINES>> = {
  published: 'circle',
  passed: 'circle',
  refused: 'square',
  failed: 'square',
  'could not tell': 'shield',
};

const SIGNS: Readonly<Record<keyof typeof OUTLINES, string>> = {
  circle: '<path class="sign" d="M58 40l10 11 19-23"/>',
  square: '<path class="sign" d="M60 27l24 24M84 27l-24 24"/>',
  shield: '<path class="sign" d="M63 31c0-14 20-14 20-2 0 8-10 8-10 16M73 52v.5"/>',
};

/** Nothing failed, and not all was asked: no tick. */
const RESERVED = '<path class="sign" d="M72 26v18M72 52v.5"/>';

/** The one ornament: what the office stamped, and when. */
export function hallmark(report: Report): string {
  const word = outcome(report);
  const shape = SHAPES[word];
  const standing = bearing(report);
  const outline = OUTLINES[shape];
  return (
    `<svg class="hallmark ${standing}" role="img" aria-label="${word}" viewBox="0 0 144 144" width="144" height="144">` +
    `<g class="outline">${outline(0)}${outline(5)}</g>${standing === 'warn' ? RESERVED : SIGNS[shape]}` +
    `<text class="word" x="72" y="80" text-anchor="middle"${word.length > 10 ? ' textLength="112" lengthAdjust="spacingAndGlyphs"' : ''}>${word}</text>` +
    `<text x="72" y="98" text-anchor="middle">as of ${text(report.run.as_of)}</text>` +
    `<text x="72" y="113" text-anchor="middle">run ${text(report.run.started_at.slice(0, 10))}</text></svg>`
  );
}

function text(value: string): string {
  return value.replace(/[&<>"']/g, '').slice(0, 24);
}
