/** Begins a statement of which the sender knows that it may be sent twice. */
export const REPEATABLE_HINT = '/* repeatable */';

/** Statements that leave the same state when they are sent twice. */
export const isRepeatable = (text: string): boolean =>
  /^\s*(\/\* repeatable \*\/|(select|with|values|show|describe|desc|explain|set|use|create\s+or\s+replace|create\s+\w+\s+if\s+not\s+exists|drop\s+\w+\s+if\s+exists|insert\s+overwrite|comment|alter\s+table\s+\S+\s+set|restore)\b)/i.test(
    text,
  );
