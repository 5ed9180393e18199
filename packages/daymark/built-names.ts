/** `./x.ts` in text the compiler doesn't rewrite: declarations, and files started by URL. */
const sources = /(from |import\(|declare module |import |new URL\()(['"])(\.{1,2}\/[^'"]+)\.tsx?\2/g;

/** A built file or declaration, with references to the built names. */
export const withBuiltNames = (text: string): string => text.replace(sources, '$1$2$3.js$2');

/** Paths that a built file starts or reads by URL. */
export const startedIn = (text: string): string[] =>
  [...text.matchAll(/new URL\('([^']+\.\w+)', import\.meta\.url\)/g)].map(([, path = '']) => path);

/** Imports of a built file or declaration: paths as written, and packages with their subpaths. */
export const importsIn = (text: string): string[] =>
  [...text.matchAll(statement)].map(([, ...targets]) => targets.find(target => target !== undefined) ?? '');

const statement =
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom '([^']+)'|\bimport\(['"]([^'"]+)['"]\)|^import '([^']+)'|^declare module '([^']+)'/gm;

/** `@scope/name/part` → `@scope/name`; `undefined` for paths and Node's modules. */
export const packageOf = (target: string): string | undefined =>
  /^(?:\.|node:|#)/.test(target) ? undefined : /^(?:@[^/]+\/)?[^/]+/.exec(target)?.[0];
