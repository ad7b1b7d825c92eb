declare module 'jstat' {
  const jStat: { readonly chisquare: { cdf(x: number, degrees: number): number } };
  export default jStat;
}
