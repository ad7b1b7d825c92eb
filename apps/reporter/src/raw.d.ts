declare module '*?raw' {
  const text: string;
  export default text;
}

/** Compiled when the program is bundled or tested; see `precompiled.mjs`. */
declare module '*.hbs' {
  const template: import('handlebars').TemplateSpecification;
  export default template;
}
