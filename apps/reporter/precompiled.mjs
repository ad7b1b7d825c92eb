import Handlebars from 'handlebars';

/** A template as the module that stands in its place, so that no run compiles one. Indentation is for who reads the template. */
export const precompiled = (source) => `export default ${Handlebars.precompile(source.replace(/^ +/gm, ''))};`;
