import currencies from 'currency-codes';
import countries from 'i18n-iso-countries/codes.json' with { type: 'json' };
import { getCountrySpecifications } from 'ibantools';
import languages from 'iso-639-1';
import phones from 'libphonenumber-js/metadata.min.json';

/** A named form of a text: a pattern, or the codes of a standard as a library keeps them. */
export type Form = { readonly pattern: string } | { readonly codes: readonly string[] };

const column = (place: number): readonly string[] =>
  (countries as readonly (readonly string[])[]).flatMap((codes) => codes[place] ?? []); // JSON has tuples as arrays

const callingCodes = (): string => {
  const codes = [...Object.keys(phones.country_calling_codes), ...Object.keys(phones.nonGeographic)];
  return codes.sort((a, b) => b.length - a.length).join('|');
};

const ibans = (): string =>
  Object.entries(getCountrySpecifications())
    .flatMap(([country, { IBANRegistry, bban_regexp }]) =>
      IBANRegistry && bban_regexp ? [`${country}[0-9]{2}${bban_regexp.replace(/^\^|\$$/g, '')}`] : [],
    )
    .join('|');

const OCTET = '(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])';
const IPV4 = `(${OCTET}[.]){3}${OCTET}`;
const H = '[0-9a-fA-F]{1,4}';
const IPV6 = [
  `(${H}:){7}${H}`,
  ...[1, 2, 3, 4, 5, 6].map((left) => `(${H}:){${left}}(:${H}){1,${7 - left}}`),
  `(${H}:){1,7}:`,
  `:((:${H}){1,7}|:)`,
].join('|');
const DAY = '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])';
const TIME = '([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?';

/** Patterns are simple on purpose: they tell what is surely wrong. An IBAN's check digits are not computed; Kosovo's XK is a country. */
export const FORMS = {
  email: { pattern: '^[^@ ]+@[^@ .]+([.][^@ .]+)+$' },
  uuid: { pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$' },
  url: { pattern: '^https?://[^ /]+[^ ]*$' },
  date: { pattern: `^${DAY}$` },
  time: { pattern: `^${TIME}$` },
  datetime: { pattern: `^${DAY}[T ]${TIME}(Z|[+-][0-9]{2}:?[0-9]{2})?$` },
  phone: { pattern: `^[+](?:${callingCodes()})[0-9]{4,14}$` },
  iban: { pattern: `^(?:${ibans()})$` },
  ip: { pattern: `^(${IPV4}|${IPV6})$` },
  ipv4: { pattern: `^${IPV4}$` },
  ipv6: { pattern: `^(${IPV6})$` },
  country: { codes: column(0) },
  country_alpha3: { codes: column(1) },
  currency: { codes: currencies.codes() },
  language: { codes: languages.getAllCodes() },
} as const satisfies Readonly<Record<string, Form>>;

export type FormatName = keyof typeof FORMS;

export const formOf = (name: FormatName): Form => FORMS[name];
