import { bindParameters, type Dialect, type Literal } from '@assay/core';
import { day, dayOfYear, daysBetween, plusDays, plusMonths } from './calendar.ts';
import assortment from './world/assortment.sql?raw';
import chance from './world/chance.sql?raw';
import days from './world/days.sql?raw';
import experiments from './world/experiments.sql?raw';
import lines from './world/lines.sql?raw';
import orders from './world/orders.sql?raw';
import people from './world/people.sql?raw';
import visits from './world/visits.sql?raw';

/**
 * What makes a shop the shop it is: the same three give the same files. A shop is planned for the three years that
 * end with a month, and known up to a day of that month: of a day more, only what happened on it is new.
 */
export interface World {
  readonly orders: number;
  readonly seed: number;
  /** The last day that is known. */
  readonly until: Date;
}

/** The steps that bring a shop into being, each a script that builds on those before. */
export const steps: readonly string[] = [chance, days, assortment, people, experiments, orders, lines, visits];

export const firstDay = ({ until }: World): Date => plusMonths(until, -35);
const lastDay = ({ until }: World): Date => plusDays(plusMonths(until, 1), -1);

/** Fills the parameters of a script: `:orders`, `:until` … */
export const inWorld = (world: World, dialect: Dialect): ((script: string) => string) => {
  const since = firstDay(world);
  const values: Readonly<Record<string, Literal>> = {
    seed: `#${world.seed}`,
    since: { date: day(since) },
    until: { date: day(world.until) },
    now: { timestamp: `${day(world.until)} 23:59:59` },
    end: { timestamp: `${day(lastDay(world))} 23:59:59` },
    span: daysBetween(since, lastDay(world)) + 1,
    today: daysBetween(since, world.until),
    first_day_of_year: dayOfYear(since),
    orders: world.orders,
    customers: Math.ceil(world.orders * 0.36),
    visits: Math.ceil(world.orders),
    products: Math.min(3000, Math.max(40, Math.round(4.2 * Math.sqrt(world.orders)))),
  };
  return (script) =>
    bindParameters(script, (name) => (values[name] === undefined ? undefined : dialect.literal(values[name])));
};
