const COLORS = {
  paper: { light: '#fdfcf9', dark: '#16150f' },
  /** What lies around the paper of a mail, and blocks upon it. */
  shade: { light: '#f6f4ee', dark: '#201e17' },
  ink: { light: '#1f1d18', dark: '#ece8dd' },
  quiet: { light: '#625e54', dark: '#aaa495' },
  hairline: { light: '#ddd9ce', dark: '#3a372e' },
  accent: { light: '#8a6d1f', dark: '#d9b95b' },
  'accent-tint': { light: '#8a6d1f14', dark: '#d9b95b17' },
  link: { light: '#76590f', dark: '#d9b95b' },
  fail: { light: '#b3261e', dark: '#ff8a80' },
  'fail-tint': { light: '#b3261e0f', dark: '#ff8a8014' },
  warn: { light: '#8a5a00', dark: '#ffc266' },
  'warn-tint': { light: '#8a5a000f', dark: '#ffc26612' },
  pass: { light: '#2e6b3f', dark: '#8fd19e' },
};

type ColorName = keyof typeof COLORS;
type Theme = 'light' | 'dark';

const names = Object.keys(COLORS) as ColorName[]; // the keys of a literal

/** A colour as it is written where no style sheet reaches. */
export function color(name: ColorName, theme: Theme = 'light'): string {
  return COLORS[name][theme];
}

/** The colours as custom properties, both themes in one; a browser that knows no `light-dark()` shows the light one. */
export function colorProperties(): string {
  const light = names.map((name) => `--${name}:${COLORS[name].light}`).join(';');
  const both = names.map((name) => `--${name}:light-dark(${COLORS[name].light},${COLORS[name].dark})`).join(';');
  return `:root{${light}}@supports (color:light-dark(#000,#fff)){:root{${both}}}\n`;
}

/** A style sheet for readers of mail that know no custom properties: colours stand in it, the dark ones in a block of their own. */
export function withColors(style: string): string {
  return `${filled(style, 'light')}@media (prefers-color-scheme: dark) {${darkRules(style)}}\n`;
}

/** The rules once more with their colours alone. What is inlined yields to nothing less than `!important`. */
function darkRules(style: string): string {
  const rules = [...style.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => {
    const colored = body.split(';').filter((declaration) => declaration.includes('var(--'));
    return colored.length === 0 ? '' : `${selector}{${colored.map((one) => `${one} !important`).join(';')}\n}`;
  });
  return filled(rules.join(''), 'dark');
}

function filled(style: string, theme: Theme): string {
  return style.replace(/var\(--([a-z-]+)\)/g, (_, name) => color(name, theme));
}
