import { closest, distance } from 'fastest-levenshtein';
import { each, type Rule } from '../rule.ts';

export const placeholders: Rule = {
  name: 'parameters',
  find: (code) =>
    each(code, (i) => {
      const token = code.tokens[i];
      return token?.kind === 'symbol' && ['?', '$', '@'].includes(token.text)
        ? `${token.text} is not a parameter here; write :as_of or a setting of assay.yml`
        : undefined;
    }),
};

/** Parameters are `:as_of` and the settings that the project declares. */
export const parameters = (known: readonly string[]): Rule => ({
  name: 'parameters',
  find: (code) => [
    ...placeholders.find(code),
    ...each(code, (i) => {
      const token = code.tokens[i];
      if (token?.kind !== 'parameter' || known.includes(token.text.slice(1))) return undefined;
      const near = closest(token.text.slice(1), [...known]);
      const advice =
        distance(token.text.slice(1), near) <= 3
          ? `did you mean :${near}?`
          : `declare it under settings in assay.yml, or use one of ${known.map((name) => `:${name}`).join(', ')}`;
      return `${token.text} is not a parameter; ${advice}`;
    }),
  ],
});
