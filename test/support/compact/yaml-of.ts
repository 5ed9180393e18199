import { Document, isCollection, isMap, isSeq } from 'yaml';

/**
 * The value as YAML: what fits in `width` on a line, of everything else each part.
 * @param isLine whether what is at that path is a line, however long
 */
export const yamlOf = (value: object, isLine: (path: readonly string[]) => boolean = () => false): string => {
  const document = new Document(value, { aliasDuplicateObjects: false });
  const lay = (node: unknown, path: readonly string[]): void => {
    if (!isCollection(node)) return;
    if (path.length > 0 && (isLine(path) || JSON.stringify(node).length <= width)) node.flow = true;
    else if (isMap(node)) for (const { key, value } of node.items) lay(value, [...path, String(key)]);
    else if (isSeq(node)) for (const [at, item] of node.items.entries()) lay(item, [...path, String(at)]);
  };
  lay(document.contents, []);
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
};

const width = 110;
