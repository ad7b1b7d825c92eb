import type { Palette } from './palette.ts';

/** What is drawn, in elements of SVG. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly string[];
}

export interface Writing {
  readonly x: number;
  /** The middle of the line. */
  readonly y: number;
  readonly color: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
}

/** A tenth of a pixel is as fine as anybody sees. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

export function text(said: string, { x, y, color, anchor = 'start', size = 12 }: Writing): string {
  return `<text x="${rounded(x)}" y="${rounded(y)}" dy=".35em" text-anchor="${anchor}" font-size="${size}" fill="${color}">${escaped(said)}</text>`;
}

/** A line of one pixel that is not blurred over two. */
export function hairline(path: 'H' | 'V', { x, y, to }: { x: number; y: number; to: number }, color: string): string {
  const crisp = (value: number): number => Math.round(value) + 0.5;
  const start = path === 'H' ? `${rounded(x)} ${crisp(y)}` : `${crisp(x)} ${rounded(y)}`;
  return `<path d="M${start}${path}${rounded(to)}" fill="none" stroke="${color}"/>`;
}

/** An SVG that a screen reader reads as one sentence. */
export function svg({ width, height, marks }: Drawing, { font }: Palette, finding: string): string {
  return `<svg role="img" aria-label="${escaped(finding)}" xmlns="http://www.w3.org/2000/svg" xml:space="preserve" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${font}">${marks.join('')}</svg>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
