import * as z from 'zod';

/** What people write where they have nothing to say. */
const EMPTY_WORDS = new Set(
  `no non nein nee nej ne nie não nao нет n yes y ja oui si sí da true false t f on off ok okay
  none null nil nan na never nothing nichts kein keine empty leer unknown unbekannt tbd tba todo fixme x xx xxx
  because reason why`.split(/\s+/),
);

const isSaid = (text: string): boolean => {
  const letters = text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');
  return /\p{L}/u.test(letters) && !EMPTY_WORDS.has(letters);
};

export const sentence = z.string().min(1);

/** A sentence that lets something through: `no` and `n/a` let nothing through. */
export const reason = sentence.refine(isSaid, 'a reason in words');
