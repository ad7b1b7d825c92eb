import type { Recipe } from '../recipe.ts';
import { cohort } from './cohort.ts';
import { funnel } from './funnel.ts';
import { revenue } from './revenue.ts';
import { rfm } from './rfm.ts';

/** Every recipe there is; a test holds this list against the folder. */
export const recipes: readonly Recipe[] = [cohort, funnel, revenue, rfm];
