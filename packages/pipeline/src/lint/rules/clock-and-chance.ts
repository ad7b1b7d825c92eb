import { each, type Rule } from '../rule.ts';

const CLOCK = new Set(
  `curdate current_date current_localtimestamp current_time current_timestamp getdate localtime localtimestamp now
   sysdate today transaction_timestamp`.split(/\s+/),
);
const CHANCE = new Set(
  'gen_random_uuid monotonically_increasing_id rand randn random shuffle uniform uuid'.split(/\s+/),
);
/** These read the clock without brackets too, so they cannot be columns. */
const BARE = new Set(['current_date', 'current_time', 'current_timestamp', 'localtime', 'localtimestamp']);

export const clockAndChance: Rule = {
  name: 'clock and chance',
  find: (code) =>
    each(code, (i) => {
      const word = code.word(i);
      const called = code.text(i + 1) === '(';
      if (code.text(i - 1) === '.') return undefined;
      if (CLOCK.has(word) && (called || BARE.has(word)))
        return `${code.text(i)} reads the clock, so a rebuild would give other rows; use :as_of`;
      if (word === 'unix_timestamp' && called && code.text(i + 2) === ')')
        return 'unix_timestamp() reads the clock; give it a timestamp, or use :as_of';
      if (CHANCE.has(word) && called)
        return `${code.text(i)} gives other values each time; derive them from keys, by sha2(…) for example`;
      return undefined;
    }),
};
