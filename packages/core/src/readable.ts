const CONTROL = /[^\P{Cc}\t\n\r]/u;
const LONGEST = 1_000_000;
const DEEPEST = 500;

const depth = (text: string): number => {
  let [now, deepest] = [0, 0];
  for (const sign of text) {
    if (sign === '(' || sign === '[' || sign === '{') now += 1;
    if (sign === ')' || sign === ']' || sign === '}') now -= 1;
    deepest = Math.max(deepest, now);
  }
  return deepest;
};

/** Why a text that somebody wrote is none that an engine's parser should be given; undefined where it is. */
export const unreadable = (text: string): string | undefined => {
  if (text.length > LONGEST) return `it has ${text.length} characters; at most ${LONGEST} are read`;
  const control = CONTROL.exec(text);
  if (control) return `it holds a control character (${control[0].charCodeAt(0)}); save it as plain UTF-8 text`;
  return depth(text) > DEEPEST ? 'its brackets are nested too deeply' : undefined;
};
