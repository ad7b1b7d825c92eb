/**
 * What somebody else said (a driver, a server) without these secrets, in the forms in which they are repeated. All that
 * is passed on from outside goes through here.
 */
export const withoutSecrets = (text: string, secrets: readonly string[]): string => {
  const forms = secrets
    .flatMap((secret) => [secret, ...secret.split(/[^\x21-\x7e]+/)])
    .filter((secret) => secret.length >= SHORTEST)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
      JSON.stringify(secret).slice(1, -1),
    ]);
  return [...new Set(forms)]
    .sort((a, b) => b.length - a.length)
    .reduce((said, secret) => said.replaceAll(secret, '••••'), text);
};

/** Shorter ones would take words and digits out of every message. */
const SHORTEST = 3;

const UNSEEN: readonly (readonly [RegExp, string])[] = [
  [/[\r\n\u2028\u2029]/, 'a line end'],
  [/^\s|\s$/, 'a blank at its beginning or end'],
  [/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/u, 'a character that is not seen, such as a zero-width space'],
];

/** What in a value from the environment or a file nobody meant to be there: it is not seen, and no server takes it. */
export const unseenIn = (value: string): string | undefined => UNSEEN.find(([pattern]) => pattern.test(value))?.[1];
