import { type ForeignTool, later } from './foreign.ts';

const ASSERTION = 'The assertion becomes bounds, which count.';
const NULL_ROWS = 'NULL passes in both.';
const NULL_COMPARED = 'A comparison with NULL fails in both; Deequ may be told otherwise by NullTreatment.';

const size = { is: '- row_count: { at_least: 1, at_most: 1000 }', differs: ASSERTION };
const completeness = {
  is: '- null_share: { at_most: 50% }\n  column: email',
  differs: 'The share that is missing instead of the share that is there. All rows are the base in both.',
};
const uniqueness = {
  is: '- unique_share: { at_least: 50% }\n  column: email',
  differs: 'Values that stand there once over the rows with a value, in both. Of several columns only unique is asked.',
};
const distinctness = {
  is: '- distinct_share: { at_least: 50% }\n  column: email',
  differs: 'Different values over the rows with a value, in both. Of several columns only unique is asked.',
};
const distinct = {
  is: '- distinct_count: { at_least: 2, at_most: 5 }\n  column: country',
  differs: 'Counted exactly, NULL left out.',
};
const histogram = {
  is: "- share: { of: status = 'open', at_least: 40%, at_most: 60% }",
  differs: 'One check a bin; a bin of NULLs is `of: status is null`.',
};
const quantile = {
  is: '- quantiles: { 0.5: { at_least: 5, at_most: 20 } }\n  column: total',
  differs: `Exact, and interpolated between two values. ${ASSERTION}`,
};
const entropy = {
  is: '- entropy: { at_least: 0.5 }\n  column: status',
  differs: 'In nats in both. NULL is no value here; Deequ leaves it out too.',
};
const mutualInformation = {
  is: '- mutual_information: { columns: [country, currency], at_least: 0.1 }',
  differs: 'In nats in both. Rows with a NULL in either column are left out.',
};
const correlation = {
  is: '- correlation: { columns: [net, total], at_least: 0.5 }',
  differs: 'Rows with a NULL in either column are left out, in both.',
};
const length = (end: 'min' | 'max') => ({
  is: `- length: { ${end === 'min' ? 'at_least: 5' : 'at_most: 40'} }\n  column: email`,
  differs: 'Every text is judged, so the offenders are rows. NULL is left out in both.',
});
const aggregate = (of: string) => ({
  is: `- aggregate: { of: ${of}, at_least: 1, at_most: 1000 }`,
  differs: `${ASSERTION} NULLs are left out, in both.`,
});
const satisfies = {
  is: '- holds: total = net + tax',
  differs: `${NULL_COMPARED} A share below one is a limit such as \`error: "> 5%"\`.`,
};
const pattern = {
  is: "- matches: '^[a-z]+@'\n  column: email",
  differs: 'NULL is not judged here and matches nothing there, unless Deequ is told otherwise. No lookaround.',
};
const compared = (sign: string) => ({ is: `- holds: net ${sign} total`, differs: NULL_COMPARED });
const sameRows = {
  is: '- same_rows: { as: shop.orders_copy, by: [order_id, line], columns: [total] }',
  differs: 'Keys of either side are matched, and each stands once; Deequ gives the share that matches.',
};
const columnCount = { is: '- column_count: { equals: 19 }' };
const dataType = {
  is: '- parseable: date\n  column: delivered_text',
  differs:
    'What the texts can be read as; a column that has a type already is asked by its type. A share below one is a limit.',
};
const sql = {
  is: '- sql: select order_id from shop.orders where total < 0\n  name: no order is negative',
  differs: 'The rows of the query are offenders; Deequ takes one number and asserts something of it.',
};
const sketch = { is: histogram.is, differs: 'Exact shares instead of the buckets of a sketch.' };

/** Checks of Deequ and PyDeequ, then their analyzers. */
export const deequ: ForeignTool = {
  name: 'Deequ / PyDeequ',
  version: '1.7',
  tests: {
    where: { is: "- not_null: true\n  column: email\n  where: status = 'paid'" },
    hasSize: size,
    isComplete: { is: '- not_null: true\n  column: status' },
    hasCompleteness: completeness,
    areComplete: { is: '- holds: net is not null and tax is not null' },
    haveCompleteness: {
      is: '- holds: email is not null and country is not null\n  error: "> 50%"',
      differs: 'The share that fails instead of the share that holds.',
    },
    areAnyComplete: { is: '- holds: email is not null or status is not null' },
    haveAnyCompleteness: {
      is: '- holds: email is not null or voucher is not null\n  error: "> 50%"',
      differs: 'The share that fails instead of the share that holds.',
    },
    isUnique: {
      is: '- unique: true\n  column: order_id',
      differs: 'Offenders are all rows of a repeated value, in both; NULL is left out in both.',
    },
    isPrimaryKey: {
      is: '- unique: [order_id, line]\n- not_null: true\n  column: order_id\n- not_null: true\n  column: line',
      differs:
        'Deequ asks for uniqueness alone; a key here has no NULLs either. The grain of a model is asked both without being told to.',
    },
    hasUniqueness: uniqueness,
    hasDistinctness: distinctness,
    hasUniqueValueRatio: {
      is: '- unique_share: { at_least: 50%, of: values }\n  column: email',
      differs: 'Values that stand there once over the different values, in both.',
    },
    hasNumberOfDistinctValues: {
      ...distinct,
      differs: 'Deequ counts NULL as a value of the histogram; here it is none.',
    },
    hasHistogramValues: histogram,
    kllSketchSatisfies: sketch,
    hasEntropy: entropy,
    hasMutualInformation: mutualInformation,
    hasApproxQuantile: quantile,
    hasExactQuantile: quantile,
    hasMinLength: length('min'),
    hasMaxLength: length('max'),
    hasMin: aggregate('min(total)'),
    hasMax: aggregate('max(total)'),
    hasMean: aggregate('avg(total)'),
    hasSum: aggregate('sum(total)'),
    hasStandardDeviation: {
      ...aggregate('stddev_pop(total)'),
      differs: `The deviation of the whole, as there. ${ASSERTION}`,
    },
    hasApproxCountDistinct: distinct,
    hasCorrelation: correlation,
    hasColumnCount: columnCount,
    satisfies,
    hasPattern: pattern,
    containsCreditCardNumber: {
      is: "- matches: '^[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{1,7}$'\n  column: payload\n  severity: warn",
      differs: 'The pattern is written out. A column of card numbers belongs under pii.',
    },
    containsEmail: {
      is: '- format: email\n  column: email',
      differs: 'The whole text has to be an address; there one inside is enough. NULL is not judged here.',
    },
    containsURL: {
      is: '- format: url\n  column: payload\n  severity: warn',
      differs: 'The whole text has to be a URL; there one inside is enough. NULL is not judged here.',
    },
    containsSocialSecurityNumber: {
      is: "- matches: '^[0-9]{3}-[0-9]{2}-[0-9]{4}$'\n  column: payload\n  severity: warn",
      differs: 'The pattern is written out. Such a column belongs under pii.',
    },
    hasDataType: dataType,
    isNonNegative: { is: '- between: { at_least: 0 }\n  column: total', differs: NULL_ROWS },
    isPositive: { is: '- between: { above: 0 }\n  column: total', differs: NULL_ROWS },
    isLessThan: compared('<'),
    isLessThanOrEqualTo: compared('<='),
    isGreaterThan: { is: '- holds: total > tax', differs: NULL_COMPARED },
    isGreaterThanOrEqualTo: { is: '- holds: total >= net', differs: NULL_COMPARED },
    isContainedIn: {
      is: '- one_of: [open, paid]\n  column: status',
      differs: `${NULL_ROWS} An interval is between, whose ends count unless strict, as there.`,
    },
    doesDatasetMatch: sameRows,
    isNewestPointNonAnomalous: later('anomaly'),
    ApproxCountDistinct: distinct,
    ApproxQuantile: quantile,
    ApproxQuantiles: { ...quantile, differs: `One check a quantile. ${quantile.differs}` },
    ColumnCount: columnCount,
    ColumnExists: { is: '- columns: { include: [total] }' },
    Completeness: completeness,
    Compliance: satisfies,
    ConditionalAggregationAnalyzer: {
      is: "- aggregate: { of: sum(total), at_least: 1 }\n  where: status = 'paid'",
      differs: ASSERTION,
    },
    Correlation: correlation,
    CountDistinct: { ...distinct, differs: 'Of several columns write aggregate with a count of their combination.' },
    CustomSql: sql,
    DataSynchronizationAnalyzer: sameRows,
    DataType: dataType,
    DatasetMatchAnalyzer: sameRows,
    DateTimeDistribution: {
      is: "- share: { of: placed_on >= date '2025-12-30', at_least: 40% }",
      differs: 'One check a bucket of time; gaps in time are no_gaps.',
    },
    Distinctness: distinctness,
    DuplicateRowCount: {
      is: '- unique: { columns: [order_id, line, total], nulls: equal }',
      differs: 'All rows that stand there more than once are offenders; Deequ counts them less one a group.',
    },
    Entropy: entropy,
    ExactQuantile: quantile,
    Histogram: histogram,
    HistogramBinned: histogram,
    InterquartileRange: {
      is: '- aggregate: { of: "percentile(total, 0.75) - percentile(total, 0.25)", at_most: 100 }',
      differs: ASSERTION,
    },
    KLLSketch: sketch,
    Kurtosis: {
      is: '- aggregate: { of: kurtosis(total), at_most: 100 }',
      differs: 'A figure of the engine: DuckDB corrects for the size of the sample, Spark does not.',
    },
    MaxLength: length('max'),
    Maximum: aggregate('max(total)'),
    MaximumDateTime: {
      is: '- freshness: { within: 2d }\n  column: placed_at',
      differs: 'The age of the newest value instead of the value; its bounds are between.',
    },
    Mean: aggregate('avg(total)'),
    MinLength: length('min'),
    Minimum: aggregate('min(total)'),
    MinimumDateTime: {
      is: '- between: { at_least: 2025-01-01 }\n  column: placed_at',
      differs: 'Every value is judged, so the offenders are rows.',
    },
    MutualInformation: mutualInformation,
    PatternMatch: pattern,
    Range: { is: '- aggregate: { of: max(total) - min(total), at_most: 100 }', differs: ASSERTION },
    RatioOfSums: {
      is: '- aggregate: { of: "cast(try_divide(sum(net), sum(total)) as decimal(38,10))", at_least: 0.5, at_most: 1 }',
      differs: ASSERTION,
    },
    Size: size,
    Skewness: {
      is: '- aggregate: { of: skewness(total), at_most: 10 }',
      differs: 'A figure of the engine: DuckDB corrects for the size of the sample, Spark does not.',
    },
    StandardDeviation: {
      ...aggregate('stddev_pop(total)'),
      differs: `The deviation of the whole, as there. ${ASSERTION}`,
    },
    Sum: aggregate('sum(total)'),
    UniqueValueRatio: {
      is: '- unique_share: { at_least: 50%, of: values }\n  column: email',
      differs: 'Values that stand there once over the different values, in both.',
    },
    Uniqueness: uniqueness,
    Variance: aggregate('var_samp(total)'),
    ZerosCount: {
      is: '- holds: total <> 0\n  error: "> 2"',
      differs: 'A limit on the rows that are 0; NULL fails too.',
    },
  },
};
