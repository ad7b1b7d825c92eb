import type { ChartSource } from './chart-source.ts';
import { cohorts } from './cohorts.ts';
import { dailyRevenue } from './revenue.ts';
import { categories, segments } from './shares.ts';

export const chartSources: readonly ChartSource[] = [dailyRevenue, cohorts, segments, categories];
export { drawCharts } from './chart-source.ts';
