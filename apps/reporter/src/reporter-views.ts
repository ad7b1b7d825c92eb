import type { FormatName } from './formats.ts';

interface View {
  readonly format: FormatName;
  /** The file of the view in the folder that is written to. */
  readonly file: string;
}

/** What `assay-reporter` writes. */
export const VIEWS = {
  page: { format: 'html', file: 'report.html' },
  markdown: { format: 'markdown', file: 'summary.md' },
  junit: { format: 'junit', file: 'junit.xml' },
  sarif: { format: 'sarif', file: 'assay.sarif' },
  github: { format: 'github', file: 'annotations.txt' },
} as const satisfies Record<string, View>;

export type ViewName = keyof typeof VIEWS;
