/**
 * Whether a text is what a pattern with stars stands for. Each star takes as little as will do and is looked at again
 * only when what follows it does not come, so that no pattern takes long.
 */
export const fits = (pattern: string, text: string): boolean => {
  let [at, here, star, taken] = [0, 0, -1, 0];
  while (here < text.length) {
    if (pattern[at] === '*') {
      star = at++;
      taken = here;
    } else if (pattern[at] === text[here]) {
      at++;
      here++;
    } else if (star >= 0) {
      at = star + 1;
      here = ++taken;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
};
