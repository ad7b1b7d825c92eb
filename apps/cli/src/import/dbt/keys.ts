/** Keys that stand there more than once; NULLs equal each other. */
export const repeatedKeys = (columns: readonly string[]) => (from: string) =>
  `select ${columns.join(', ')} from ${from} group by ${columns.join(', ')} having count(*) > 1`;
