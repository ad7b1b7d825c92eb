import { mergeConfig } from 'vitest/config';
import { tests } from '../../vitest.base.ts';
export default mergeConfig(tests('spark'), { test: { globalSetup: ['@assay/warehouse/testing/spark-setup'], maxWorkers: 1 } });
