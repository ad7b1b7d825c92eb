import type { Report } from '@assay/core';

/** The report itself. What a terminal could take for a command is written as an escape: the same JSON. */
export function render(report: Report): string {
  return `${JSON.stringify(report, null, 2).replace(/[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
}
