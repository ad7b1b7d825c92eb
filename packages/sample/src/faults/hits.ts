/**
 * Chooses about `:share` of the order lines, and as long as it can none that is the first of its order:
 * an order that loses such a line to quarantine is still an order, so nothing that refers to it breaks.
 * Versions that were corrected later are left alone.
 */
export const hits = (what: string): string =>
  `_row & 1 = 1 and u(_row, '${what}') < case when line_number > 1 then :share * 1.718 else (:share - 0.582) * 2.4 end`;
