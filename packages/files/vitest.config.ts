import { tests } from '../../vitest.base.ts';

export default tests(process.env.ASSAY_TESTS);
