const PLAIN = /^[A-Za-z_]\w*$/;

/**
 * The name that SQL can say without quotes, on every engine, for a column of a file: `Order ID` and `order-id` are `order_id`, `Größe`
 * is `grosse`, `2024 sales` is `col_2024_sales`; undefined where nothing is left. A name that needs no quotes stays.
 */
export function sqlName(name: string): string | undefined {
  if (PLAIN.test(name)) return name;
  const plain = name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  if (plain === '') return undefined;
  return /^\d/.test(plain) ? `col_${plain}` : plain;
}
