import { mergeConfig } from 'vitest/config';
import { tests } from '../../vitest.base.ts';

const special = process.env.ASSAY_TESTS;
const server = special === 'spark' ? '@assay/warehouse/testing/spark-setup' : '@assay/warehouse/testing/trust';

export default mergeConfig(tests(special), {
  test: {
    globalSetup: ['test/build-once.ts', server],
    // It imports JSON in a way that Node 20 has given up
    server: { deps: { inline: [/@actions\/workflow-parser/] } },
    ...(special === 'spark' ? { maxWorkers: 1 } : {}),
  },
});
