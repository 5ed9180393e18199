/** `./x.ts` in what the compiler leaves as it is: declarations, and files that are started by their URL. */
const sources = /(from |import\(|declare module |import |new URL\()(['"])(\.{1,2}\/[^'"]+)\.tsx?\2/g;

/** A built file, or a declaration, with the names of what is built beside it. */
export const withBuiltNames = (text: string): string => text.replace(sources, '$1$2$3.js$2');

/** Paths of what a built file starts or reads by its URL. */
export const startedIn = (text: string): string[] =>
  [...text.matchAll(/new URL\('([^']+\.\w+)', import\.meta\.url\)/g)].map(([, path = '']) => path);

/** What a built file or a declaration imports: paths as they are written, and packages with what is asked of them. */
export const importsIn = (text: string): string[] =>
  [...text.matchAll(statement)].map(([, ...targets]) => targets.find(target => target !== undefined) ?? '');

const statement =
  /^\s*(?:import|export)\b[^'"`;]*?\bfrom '([^']+)'|\bimport\(['"]([^'"]+)['"]\)|^import '([^']+)'|^declare module '([^']+)'/gm;

/** `@scope/name/part` → `@scope/name`; nothing for a path and for what Node has. */
export const packageOf = (target: string): string | undefined =>
  /^(?:\.|node:|#)/.test(target) ? undefined : /^(?:@[^/]+\/)?[^/]+/.exec(target)?.[0];
