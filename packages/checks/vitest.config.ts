import { mergeConfig } from 'vitest/config';
import { tests } from '../../vitest.base.ts';

const special = process.env.ASSAY_TESTS;
const spark = { test: { globalSetup: ['@assay/warehouse/testing/spark-setup'], maxWorkers: 1 } };

const draws = { test: { setupFiles: ['test/same-draws.ts'] } };

export default mergeConfig(mergeConfig(tests(special), draws), special === 'spark' ? spark : {});
