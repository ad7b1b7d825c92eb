/** The program under test is the one that people run: the bundle, made once before all tests. */
export default async () => {
  const { build, isFresh } = await import('../build.mjs');
  if (!isFresh()) await build();
};
