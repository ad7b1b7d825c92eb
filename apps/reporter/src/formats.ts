import type { Report } from '@assay/core';
import type { Format, Renderer } from './formats/format.ts';
import { tame } from './tame.ts';

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

function format(load: () => Promise<Renderer>, prepare: (report: Report) => Report = tame): Format {
  return { render: async (report, options = {}) => (await load()).render(prepare(report), options) };
}
