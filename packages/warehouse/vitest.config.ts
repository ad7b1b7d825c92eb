import { mergeConfig } from 'vitest/config';
import { tests } from '../../vitest.base.ts';

const special = process.env.ASSAY_TESTS;
const trusting = { test: { globalSetup: ['./test/trust.ts'] } };
const spark = { test: { globalSetup: ['./test/spark/setup.ts'], maxWorkers: 1 } };

export default mergeConfig(tests(special), special === 'spark' ? spark : trusting);
