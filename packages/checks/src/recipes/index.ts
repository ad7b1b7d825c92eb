import type { Recipe } from '../recipe.ts';
import { cohort } from './cohort.ts';
import { cohortSummary } from './cohort-summary.ts';
import { experiment } from './experiment.ts';
import { funnel } from './funnel.ts';
import { pointInTime } from './point-in-time.ts';
import { revenue } from './revenue.ts';
import { rfm } from './rfm.ts';
import { scd2 } from './scd2.ts';

/** Every recipe there is; a test holds this list against the folder. */
export const recipes: readonly Recipe[] = [cohort, cohortSummary, experiment, funnel, pointInTime, revenue, rfm, scd2];
