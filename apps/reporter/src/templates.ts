/// <reference path="./raw.d.ts" />
import Handlebars from 'handlebars/runtime';
import { day, duration, hours, moment, number, plural } from './wording.ts';

/** Handlebars with the words of the product and nothing else: every value is escaped unless a view made it SVG. */
export function templates(): typeof Handlebars {
  const environment = Handlebars.create();
  environment.registerHelper({
    day: (text: string) => day(text),
    moment: (text: string) => moment(text),
    number: (value: number | null) => number(value),
    plural: (count: number, noun: string) => plural(count, noun),
    duration: (ms: number) => duration(ms),
    hours: (count: number) => hours(count),
    // Long names break where their parts meet, not within a word
    breakable: (text: string) =>
      markup(Handlebars.escapeExpression(text).replace(/(?<=\w)[._](?=\w)/g, (joint) => `${joint}<wbr>`)),
  });
  return environment;
}

/** Markup that was made here and not taken from data. */
export function markup(text: string): Handlebars.SafeString {
  return new Handlebars.SafeString(text);
}
