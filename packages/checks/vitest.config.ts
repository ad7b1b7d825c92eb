import { mergeConfig } from 'vitest/config';
import { tests } from '../../vitest.base.ts';

const special = process.env.ASSAY_TESTS;
const spark = { test: { globalSetup: ['@assay/warehouse/testing/spark-setup'], maxWorkers: 1 } };

export default mergeConfig(tests(special), special === 'spark' ? spark : {});
