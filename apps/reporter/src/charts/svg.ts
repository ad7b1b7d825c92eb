import type { Palette } from './palette.ts';

/** What is drawn, in elements of SVG. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly string[];
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** A tenth of a pixel is as fine as anybody sees. */
export const rounded = (value: number): number => Math.round(value * 10) / 10;

export interface Writing {
  readonly x: number;
  /** The middle of the line. */
  readonly y: number;
  readonly color: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
}

export const text = (said: string, { x, y, color, anchor = 'start', size = 12 }: Writing): string =>
  `<text x="${rounded(x)}" y="${rounded(y)}" dy=".35em" text-anchor="${anchor}" font-size="${size}" fill="${color}">${escaped(said)}</text>`;

/** A line of one pixel that is not blurred over two. */
export const hairline = (
  path: 'H' | 'V',
  { x, y, to }: { x: number; y: number; to: number },
  color: string,
): string => {
  const crisp = (value: number): number => Math.round(value) + 0.5;
  const start = path === 'H' ? `${rounded(x)} ${crisp(y)}` : `${crisp(x)} ${rounded(y)}`;
  return `<path d="M${start}${path}${rounded(to)}" fill="none" stroke="${color}"/>`;
};

/** An SVG that a screen reader reads as one sentence. */
export const svg = ({ width, height, marks }: Drawing, { font }: Palette, finding: string): string =>
  `<svg role="img" aria-label="${escaped(finding)}" xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${font}">${marks.join('')}</svg>`;
