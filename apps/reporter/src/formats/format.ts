import type { Report } from '@assay/core';

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

/** What a file of this folder gives. */
export interface Renderer {
  render(report: Report, options: FormatOptions): string | Promise<string>;
}
