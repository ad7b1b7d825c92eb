import { dbtCore } from './dbt-core.ts';
import { dbtExpectations } from './dbt-expectations.ts';
import { dbtUtils } from './dbt-utils.ts';
import { deequ } from './deequ.ts';
import type { ForeignTool } from './foreign.ts';
import { greatExpectations } from './great-expectations.ts';
import { sodaContracts } from './soda-contracts.ts';
import { sodaV3 } from './soda-v3.ts';

/** The tools that people come from, each with every test it has. */
export const foreignTools: readonly ForeignTool[] = [
  dbtCore,
  dbtUtils,
  dbtExpectations,
  greatExpectations,
  sodaV3,
  sodaContracts,
  deequ,
];
