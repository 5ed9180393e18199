import { allowedFilters, allowedTags } from '../../engine/templates/allowed-liquid.ts';

/** Leaves liquidjs the tags and filters that templates may use, and the methods that render. */
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
      // Say which variables a template has.
      .replace(/^ {4}\*?(children|arguments|blockScope|localScope|partialScope)\(.*\) \{\n[\s\S]*?^ {4}\}\n/gm, '')
      // Read templates from files, and write them to streams.
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

/** Methods of the engine that handlers come by. The others read files, or say which variables a template has. */
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
