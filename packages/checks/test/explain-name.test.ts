import { duckdbAsking, duckdbDialect } from '@assay/warehouse';
import { describe, expect, it } from 'vitest';
import { explainName, foreignTools, kinds, recipes } from '../src/index.ts';

const explaining = { kinds, recipes, dialect: duckdbDialect, asking: duckdbAsking };

describe('a name', () => {
  it('of ours is explained by its first example', () => {
    const [found, ...more] = explainName('between', explaining);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ tool: null, example: '- between: [1, 4]\n  column: score' });
    expect(found?.is[0]).toMatchObject({ name: 'between', nulls: expect.stringContaining('NULLs are not judged') });
    expect(found?.sql.join('\n')).toContain('"score" < 1 or "score" > 4');
  });

  it('that two tools share is explained for each, with what differs', () => {
    const found = explainName('ExpectColumnValuesToBeBetween', explaining);
    expect(found.map(({ tool }) => tool)).toEqual(['dbt-expectations', 'Great Expectations']);
    expect(found[1]?.differs).toContain('mostly');
    expect(found[0]?.is.map(({ name }) => name)).toEqual(['between']);
  });

  it('of what is not here says why and where it will come', () => {
    const [found] = explainName('anomaly detection', explaining);
    expect(found).toMatchObject({ example: null, sql: [], differs: expect.stringContaining('`anomaly`') });
  });

  it.each([
    ['group_evolution', 3],
    ['group evolution', 3],
    ['groupEvolution', 3],
    ['reconciliation', 2],
  ])('that stands for several tests of a tool means all of them: %s', (name, least) => {
    const found = explainName(name, explaining);
    expect(found.length).toBeGreaterThanOrEqual(least);
    for (const one of found) expect(one.name).toMatch(/^(group evolution|reconciliation): /);
  });

  it('that nobody has is nothing', () => expect(explainName('expect_the_unexpected', explaining)).toEqual([]));
});

it.each(foreignTools.flatMap(({ tests }) => Object.entries(tests).map(([test]) => test)))(
  '%s is explained by a kind of ours with options and SQL, or a reason',
  (test) => {
    for (const { is, sql, example, differs } of explainName(test, explaining)) {
      if (example === null) expect(differs).toMatch(/^Not here: it /);
      else if (!/^table:/.test(example)) {
        expect(is.length, example).toBeGreaterThan(0);
        expect(sql.length, example).toBeGreaterThan(0);
        for (const { options } of is) expect(options.length, example).toBeGreaterThan(0);
      }
    }
  },
);
