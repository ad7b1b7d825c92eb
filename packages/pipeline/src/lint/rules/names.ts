import { sqlName } from '../../sql-name.ts';
import { each, type Rule } from '../rule.ts';

export const names: Rule = {
  name: 'names',
  find: (code) =>
    each(code, (i) => {
      const token = code.tokens[i];
      if (token?.kind === 'quoted')
        return token.text.startsWith('"')
          ? `${token.text} is a name on one engine and a string on the other; write 'text' for a string, and names without quotes`
          : `names in backticks exist on one engine only; write ${sqlName(token.text.slice(1, -1)) ?? 'a name of letters, digits and _'}`;
      if (token?.kind === 'word' && /[^\w$]/.test(token.text))
        return `the name ${token.text} needs quotes on one engine; keep to letters of ASCII, digits and _`;
      return undefined;
    }),
};
