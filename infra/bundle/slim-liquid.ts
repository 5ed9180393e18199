import { allowedFilters, allowedTags } from '../../engine/templates/allowed-liquid.ts';

/** Reduces liquidjs to the tags and filters that templates may use, and the methods for rendering. */
export const liquidSubset = (file: string): string | undefined => {
  const text = file.replaceAll('\r\n', '\n');
  const tags = /^const tags = \{\n[^}]*\};$/m;
  const filters = /^var \w+Filters = \/\*#__PURE__\*\/Object\.freeze\(\{\n[^}]*\}\);$|^var misc = \{\n[^}]*\};$/gm;
  const engine = /^class Liquid \{\n[\s\S]*?\n\}$/m;
  if (!tags.test(text) || (text.match(filters) ?? []).length < 3 || !engine.test(text)) return undefined;
  return (
    text
      .replace(tags, entries => without(entries, name => !allowedTags.some(tag => tag === name)))
      .replace(filters, entries => without(entries, name => !allowedFilters.some(filter => filter === name)))
      // Methods that list the variables of a template.
      .replace(/^ {4}\*?(children|arguments|blockScope|localScope|partialScope)\(.*\) \{\n[\s\S]*?^ {4}\}\n/gm, '')
      // Methods that read templates from files, or write to streams.
      .replace(/^ {4}\*?(_parseFile|_parseFileCached|renderTemplatesToNodeStream)\(.*\) \{\n[\s\S]*?^ {4}\}\n/gm, '')
      .replace(/^ {8}this\.(fs|parseFile|loader|readFile) = .*;\n/gm, '')
      .replace(/^ {4}fs: fs,\n/m, '    fs: {},\n')
      .replace(engine, body =>
        body.replace(/^ {4}\*?(\w+)\(.*\) \{\n[\s\S]*?^ {4}\}\n/gm, (method, name: string) =>
          rendering.has(name) ? method : '',
        ),
      )
  );
};

/** Methods of the engine that handlers need. The others read files, or list the variables of a template. */
const rendering: ReadonlySet<string> = new Set([
  'constructor',
  'parse',
  '_render',
  'renderSync',
  'registerTag',
  'registerFilter',
  'unregisterFilter',
]);

/** An object literal without the entries of these names. */
const without = (literal: string, isForeign: (name: string) => boolean): string =>
  literal.replace(/^ +'?([\w#]+)'?(: \w+)?,?\n/gm, (entry, name: string) => (isForeign(name) ? '' : entry));
