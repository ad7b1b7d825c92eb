import { describe, expect, it } from 'vitest';
import { colorProperties, withColors } from '../src/colors.ts';

describe('colours in a mail', () => {
  const style =
    '.head {\n  padding: 8px;\n  color: var(--warn);\n}\n.foot,\n.rim {\n  border-top: 1px solid var(--hairline);\n}\n.plain {\n  margin: 0;\n}\n';

  it('stand in each rule, as mail clients know no custom properties', () => {
    const [light = ''] = withColors(style).split('@media');
    expect(light).toContain('color: #8a5a00');
    expect(light).toContain('1px solid #ddd9ce');
    expect(withColors(style)).not.toContain('var(');
  });

  it('have their dark ones in a block that wins over inlined styles and holds nothing else', () => {
    const [, dark = ''] = withColors(style).split('@media (prefers-color-scheme: dark)');
    expect(dark.replace(/\s+/g, '')).toBe(
      '{.head{color:#ffc266!important}.foot,.rim{border-top:1pxsolid#3a372e!important}}',
    );
  });

  it('cannot be misspelt', () => {
    expect(() => withColors('.a { color: var(--wrn); }')).toThrow();
  });
});

it('has a light and a dark colour of every name in the page, and the light one for browsers without light-dark()', () => {
  const [light = '', both = ''] = colorProperties().split('@supports');
  const names = [...light.matchAll(/--([a-z-]+):#/g)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  expect([...both.matchAll(/--([a-z-]+):light-dark\(#[0-9a-f]+,#[0-9a-f]+\)/g)].map(([, name]) => name)).toEqual(names);
});
