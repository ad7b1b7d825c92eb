import { mergeConfig } from 'vitest/config';
import { tests } from '../../vitest.base.ts';

const special = process.env.ASSAY_TESTS;
const spark = special === 'spark' ? ['@assay/warehouse/testing/spark-setup'] : [];

export default mergeConfig(tests(special), {
  test: { globalSetup: ['test/build-once.ts', ...spark], ...(special === 'spark' ? { maxWorkers: 1 } : {}) },
});
