import type { Column } from '@assay/core';

/** `a bigint, b decimal(18,2)` as columns, split at the commas between them. */
export const columnsOf = (text: string): readonly Column[] =>
  text.split(/,(?![^(]*\))/).map((part) => {
    const [, name = '', type = ''] = /^\s*("(?:[^"]|"")+"|\S+)\s+(.+?)\s*$/.exec(part) ?? [];
    return { name: name.replace(/^"|"$/g, '').replaceAll('""', '"'), type };
  });
