/** A schema and a name that are also names of a folder and a file. */
const TABLE = /^([^.\s/\\\p{Cc}{}]+)[.]([^.\s/\\\p{Cc}{}]+)$/u;

export const isTableName = (table: string): boolean => TABLE.test(table);

export const partsOf = (table: string): readonly [schema: string, name: string] => {
  const [, schema = '', name = ''] = TABLE.exec(table) ?? [];
  return [schema, name];
};
