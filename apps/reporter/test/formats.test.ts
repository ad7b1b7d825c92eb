import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { stripVTControlCharacters } from 'node:util';
import type { Report } from '@assay/core';
import { Ajv } from 'ajv';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { formats } from '../src/formats.ts';
import { check, failing, published, quiet, refused, reportOf, table } from './fixture/shop-report.ts';

const longest = (text: string): number =>
  Math.max(
    ...stripVTControlCharacters(text)
      .split('\n')
      .map((line) => [...line].length),
  );

/** A report of one table with these failing checks. */
const breached = (count: number, given: Partial<Parameters<typeof failing>[0]> = {}) =>
  reportOf([
    table({
      name: 'gold.teapots',
      verdict: 'fail',
      checks: Array.from({ length: count }, (_, i) =>
        failing({ id: `teapots.${i}.holds`, name: `lid ${i} fits`, found: '3 rows', ...given }),
      ),
    }),
  ]);

it.each(['text', 'markdown', 'github'] as const)('announces in %s that a waiver ends soon', async (name) => {
  const waiver = { who: 'Ada', why: 'a new kiln', until: '2026-02-03', state: 'active' } as const;
  const said = await formats[name].render(breached(1, { waiver }), { width: 200 });
  expect(said).toContain('waived until 2026-02-03');
  expect(said).not.toContain('ends soon');
  const soon = await formats[name].render(breached(1, { waiver: { ...waiver, state: 'ends soon' } }), { width: 200 });
  expect(soon.replaceAll(/\s+/g, ' ')).toMatch(/waived until 2026-02-03 .*\(ends soon\)/);
});

describe('text', () => {
  it.each([60, 80, 120])('fits %i columns', async (width) => {
    expect(longest(await formats.text.render(refused(), { width, color: true }))).toBeLessThanOrEqual(width);
  });

  it('breaks names that are longer than their column where their parts meet', async () => {
    const long = { name: 'silver.experiment_assignments', verdict: 'fail' } as const;
    const checks = [
      failing({ id: 'e.c', name: 'every customer is known', wanted: 'keys of silver.dim_customers.customer_id' }),
    ];
    const text = await formats.text.render(reportOf([table({ ...long, checks })]), { width: 60 });
    const words = text.split(/\s+/);
    for (const whole of ['silver.experiment_', 'assignments', 'silver.dim_', 'customers.', 'customer_id'])
      expect(words).toContain(whole);
  });

  it('shares the width so that as few lines as possible are taken', async () => {
    const checks = [
      failing({ id: 's.o', name: 'every order is known', wanted: 'keys of silver.fact_orders.order_id' }),
      failing({ id: 's.p', name: 'every parcel is known', wanted: 'keys of silver.fact_parcels.parcel_id' }),
    ];
    const rows = (text: string) => text.split('\n\n')[0]?.split('\n').length ?? 0;
    const text = await formats.text.render(reportOf([table({ name: 'gold.ports', verdict: 'fail', checks })]));
    expect(rows(text)).toBe(7);
  });

  it('ends with the command that looks closer, where there is one', async () => {
    const text = await formats.text.render(refused(), { page: 'report.html', next: 'assay spot gold.daily_revenue' });
    expect(text).toMatch(/page: report\.html\nnext: assay spot gold\.daily_revenue\n$/);
  });

  it('puts the worst first and the verdict last', async () => {
    const lines = (await formats.text.render(refused())).trimEnd().split('\n');
    expect(lines[1]).toMatch(/^✕ {2}silver\.fact_orders/);
    expect(lines.findIndex((line) => line.startsWith('!'))).toBeGreaterThan(
      lines.findLastIndex((line) => line.startsWith('✕  ')),
    );
    expect(lines.at(-2)).toMatch(/^✕ Refused: 2 of 5 tables/);
  });

  it('fits a screen however much is wrong, and says how much is left out', async () => {
    const short = await formats.text.render(breached(400));
    expect(short.split('\n').length).toBeLessThanOrEqual(24);
    expect(short).toContain('and 388 more');
    const long = await formats.text.render(breached(400, { found: 'a long tale of many a lid, '.repeat(20) }));
    expect(long.split('\n').length).toBeLessThanOrEqual(24);
    expect(long).toMatch(/and 39\d more/);
  });

  it('says one line when all is well', async () => {
    const report = reportOf([table({ name: 'gold.teapots', checks: [check({ id: 'teapots.unique' })] })], {
      verdict: 'pass',
      published: true,
      reason: 'Published: 1 table keeps its contract.',
      previous: null,
    });
    expect(await formats.text.render(report)).toBe('1 table, 1 check\n✓ Published: 1 table keeps its contract.\n');
  });

  it('has no escapes without colour, and some with it', async () => {
    expect(await formats.text.render(refused())).not.toContain('\u001b');
    expect(await formats.text.render(refused(), { color: true })).toContain('\u001b[');
  });

  it('is ASCII where it must be', async () => {
    expect(await formats.text.render(refused(), { ascii: true })).toMatch(/^[\n\x20-\x7e]*$/);
  });

  it('says why a check could not be asked', async () => {
    const report = breached(1, { status: 'error', message: 'no such column: lid', found: '–' });
    expect(await formats.text.render(report)).toMatch(/\?.*no such column/);
  });
});

describe('markdown', () => {
  it('says a closed month that changes before anything else is listed', async () => {
    const text = await formats.markdown.render(refused());
    expect(text.indexOf('2026-02 is closed and changes')).toBeGreaterThan(0);
    expect(text.indexOf('2026-02 is closed and changes')).toBeLessThan(text.indexOf('What is wrong'));
    expect(text).toContain('1,204,511.40 to 1,204,518.40');
  });

  it('stays below what a comment on GitHub may hold', async () => {
    const text = await formats.markdown.render(breached(2_000, { found: 'x'.repeat(1_500) }));
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('and 1,950 more');
  });

  it('mentions nobody and links nowhere', async () => {
    const text = await formats.markdown.render(
      breached(1, {
        name: 'ask @octocat at https://evil.example or www.evil.example',
        found: '[a](b) | ![c](d) <img>',
      }),
    );
    expect(text).not.toMatch(/@octocat|https:\/\/evil|www\.evil|<img|(?<!\\)\[a/);
    expect(
      text
        .split('\n')
        .find((line) => line.includes('octocat'))
        ?.match(/(?<!\\)\|/g),
    ).toHaveLength(7);
  });
});

describe('junit', () => {
  const parse = (xml: string) => {
    expect(XMLValidator.validate(xml)).toBe(true);
    return new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      isArray: (name) => ['testsuite', 'testcase'].includes(name),
    }).parse(xml).testsuites;
  };

  it('has a suite a table and a case a check, with sums that agree', async () => {
    const report = refused();
    const suites = parse(await formats.junit.render(report));
    expect(suites).toMatchObject({ tests: '16', failures: '3', errors: '0', skipped: '2' });
    expect(suites.testsuite.map(({ name }: { name: string }) => name)).toEqual(report.tables.map(({ name }) => name));
    const cases = suites.testsuite.flatMap((suite: { testcase: object[] }) => suite.testcase);
    expect(cases.filter((one: object) => 'failure' in one)).toHaveLength(3);
    expect(cases).toHaveLength(16);
  });

  it('lets a warning pass and a waived check be skipped, and says so', async () => {
    const suites = parse(await formats.junit.render(refused()));
    const cases = suites.testsuite.flatMap((suite: { testcase: object[] }) => suite.testcase);
    const named = (id: string) => cases.find((one: { classname: string }) => one.classname === id);
    expect(named('daily_revenue.avg_discount_pct.share')['system-out']).toMatch(/^warning: found 3\.2 %/);
    expect(named('customer_metrics.email.format').skipped.message).toMatch(/^waived until 2026-03-31/);
  });
});

interface SarifResult {
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: { readonly startLine: number };
    };
  }[];
}

describe('sarif', () => {
  const require = createRequire(import.meta.url);
  const schema = JSON.parse(
    readFileSync(require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
  );
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  require('ajv-formats')(ajv);
  const { $schema: _draft, id: _id, ...draftless } = schema;
  const validate = ajv.compile(draftless);
  const parse = async (report = refused()) => {
    const log = JSON.parse(await formats.sarif.render(report));
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    return log.runs[0];
  };

  it('is valid SARIF 2.1.0 whether something is wrong or not', async () => {
    expect((await parse(refused())).results).toHaveLength(5);
    expect((await parse(published())).results).toHaveLength(2);
    expect((await parse(reportOf([]))).results).toHaveLength(0);
  });

  it('points at the line of the contract', async () => {
    const { results } = await parse();
    expect(results[0]).toMatchObject({
      ruleId: 'fact_orders.order_ts.no_gaps',
      level: 'error',
      baselineState: 'new',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'checks/silver/fact_orders.yml' },
            region: { startLine: 31, startColumn: 5 },
          },
        },
      ],
    });
  });

  it("points into the reader's repository: the project may lie in a folder of it, a built-in contract in none", async () => {
    const uris = async (report: Report, root?: string) => {
      const { results } = JSON.parse(await formats.sarif.render(report, { root })).runs[0];
      return results.map((one: SarifResult) => [
        one.locations[0]?.physicalLocation.artifactLocation.uri,
        one.locations[0]?.physicalLocation.region.startLine,
      ]);
    };
    expect((await uris(refused(), 'apps/tea shop'))[0]).toEqual(['apps/tea%20shop/checks/silver/fact_orders.yml', 31]);
    const builtIn = breached(1, { contract: { file: 'builtin/gold/teapots.yml', line: 24, column: 5 } });
    expect(await uris(builtIn, 'shop')).toEqual([['shop/assay.yml', 1]]);
    const lid = check({ id: 'teapots.lid', contract: { file: 'checks/gold/teapots.yml', line: 7, column: 3 } });
    const [teapots] = builtIn.tables;
    const changed = { ...builtIn, tables: [{ ...teapots, checks: [...(teapots?.checks ?? []), lid] }] } as Report;
    expect(await uris(changed)).toEqual([['checks/gold/teapots.yml', 1]]);
    expect(await formats.sarif.render(builtIn)).toContain('demanded by builtin/gold/teapots.yml:24');
    const shared = breached(1, { contract: { file: '../../elsewhere/teapots.yml', line: 24, column: 5 } });
    expect(await uris(shared, 'shop')).toEqual([['shop/assay.yml', 1]]);
  });

  it('keeps a fingerprint when the contract moves and checks are reordered', async () => {
    const moved = refused();
    const tables = moved.tables.toReversed().map((each) => ({
      ...each,
      checks: each.checks
        .toReversed()
        .map((one) => ({ ...one, contract: { file: 'elsewhere/x.yml', line: 99, column: 1 }, found: 'other words' })),
    }));
    const prints = (run: { results: { ruleId: string; partialFingerprints: object }[] }) =>
      Object.fromEntries(run.results.map(({ ruleId, partialFingerprints }) => [ruleId, partialFingerprints]));
    expect(prints(await parse({ ...moved, tables }))).toEqual(prints(await parse()));
  });

  it('suppresses what is waived, with who, why and until when', async () => {
    const { results } = await parse();
    const waived = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'customer_metrics.email.format');
    expect(waived.suppressions).toEqual([
      expect.objectContaining({
        kind: 'external',
        justification: expect.stringMatching(/ada@shop\.example.*2026-03-31/),
      }),
    ]);
  });
});

describe('github', () => {
  it('annotates the line of the contract', async () => {
    expect(await formats.github.render(refused())).toContain(
      '::error file=checks/silver/fact_orders.yml,line=31,col=5,title=silver.fact_orders%3A every day has orders::found 1 day',
    );
  });

  it('annotates the project where a built-in contract demands it, and says which', async () => {
    const text = await formats.github.render(
      breached(1, { contract: { file: 'builtin/gold/teapots.yml', line: 24, column: 5 } }),
      { root: 'shop' },
    );
    expect(text).toMatch(
      /^::error file=shop\/assay\.yml,line=1,col=1,.*\(demanded by builtin\/gold\/teapots\.yml:24\)$/m,
    );
  });

  it('stays within ten annotations a level and says how many there are besides', async () => {
    const lines = (await formats.github.render(breached(2_000))).trimEnd().split('\n');
    expect(lines.filter((line) => line.startsWith('::error'))).toHaveLength(10);
    expect(lines.at(-1)).toContain('and 1,991 more checks');
  });

  it('cannot be led to write another command', async () => {
    const text = await formats.github.render(
      breached(1, {
        name: 'a\n::error::b',
        found: '1\r\n::set-output name=x::y',
        contract: { file: 'a,line=1::b', line: 1, column: 1 },
      }),
    );
    expect(
      text
        .trimEnd()
        .split('\n')
        .every((line) => line.startsWith('::error')),
    ).toBe(true);
    expect(text.trimEnd().split('\n')).toHaveLength(2);
    expect(text).toContain('file=a%2Cline=1%3A%3Ab');
  });
});

describe('json', () => {
  it('is the report, untouched', async () => {
    expect(JSON.parse(await formats.json.render(refused()))).toEqual(refused());
  });

  it('holds nothing that a terminal obeys, and still means the same', async () => {
    const report = { ...quiet(), reason: 'a\u009b31mb\u001b[31mc\u202ed' };
    const text = await formats.json.render(report);
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
    expect(JSON.parse(text).reason).toBe(report.reason);
  });
});
