import { mergeConfig } from 'vitest/config';
import { tests } from '../../vitest.base.ts';

export default mergeConfig(tests(process.env.ASSAY_TESTS), { test: { globalSetup: ['test/build-once.ts'] } });
