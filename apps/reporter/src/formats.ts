import type { Report } from '@assay/core';
import { tame } from './tame.ts';

export interface FormatOptions {
  /** Columns of the terminal. */
  readonly width?: number | undefined;
  readonly color?: boolean | undefined;
  /** Only ASCII symbols. */
  readonly ascii?: boolean | undefined;
  /** Where the whole page is: a path or an address. */
  readonly page?: string | undefined;
  /** The command that looks closer, where there is one. */
  readonly next?: string | undefined;
  /** The project's folder as seen from the root of the repository, for formats that point at files; its root when absent. */
  readonly root?: string | undefined;
}

export interface Format {
  render(report: Report, options?: FormatOptions): Promise<string>;
}

interface Renderer {
  render(report: Report, options: FormatOptions): string | Promise<string>;
}

const format = (load: () => Promise<Renderer>, prepare = tame): Format => ({
  render: async (report, options = {}) => (await load()).render(prepare(report), options),
});

/** Every view of a finished run. A new one is a file in `formats/` and a line here. */
export const formats = {
  html: format(() => import('./formats/html.ts')),
  markdown: format(() => import('./formats/markdown.ts')),
  junit: format(() => import('./formats/junit.ts')),
  sarif: format(() => import('./formats/sarif.ts')),
  github: format(() => import('./formats/github.ts')),
  text: format(() => import('./formats/text.ts')),
  json: format(
    () => import('./formats/json.ts'),
    (report) => report,
  ),
} satisfies Record<string, Format>;

export type FormatName = keyof typeof formats;
