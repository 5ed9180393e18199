import { node } from './build-node.ts';
import { allowedLink } from './links.ts';

/**
 * A subset of Markdown as nodes: paragraphs, lists, strong, emphasis, code, links and line breaks. Everything else is
 * text; nothing is ever parsed as HTML.
 */
export const markdown = (source: string, hosts: readonly string[]): DocumentFragment => {
  const fragment = document.createDocumentFragment();
  for (const block of source
    .slice(0, 8_000)
    .trim()
    .split(/\n\s*\n/)) {
    const [, mark] = /^([-*+]|\d+[.)]) /.exec(block) ?? [];
    if (mark === undefined) {
      fragment.append(node('p', {}, ...inline(block, hosts)));
      continue;
    }
    const items = block.split(/\n(?=[-*+] |\d+[.)] )/).map(item => item.replace(/^\S+ +/, ''));
    const tag = mark.length > 1 ? 'ol' : 'ul';
    fragment.append(node(tag, {}, ...items.map(item => node('li', {}, ...inline(item, hosts)))));
  }
  return fragment;
};

// An escaped character, a line break, code, a link, strong, emphasis.
const spans =
  /\\([!-/:-@[-`{-~])|(?: {2}|\\)\n|`([^`]+)`|\[((?:\\.|[^\\\]])+)\]\(([^()\s]+)\)|\*\*((?:\\.|[^\\*])+)\*\*|(?<!\w)([*_])((?:\\.|[^\\*_])+)\6(?!\w)/g;

const inline = (text: string, hosts: readonly string[]): (Node | string)[] => {
  const nodes: (Node | string)[] = [];
  let at = 0;
  for (const match of text.matchAll(spans)) {
    const [whole, escaped, code, label, href = '', strong, , emphasis] = match;
    nodes.push(text.slice(at, match.index));
    at = match.index + whole.length;
    if (escaped) nodes.push(escaped);
    else if (code) nodes.push(node('code', {}, code));
    else if (strong) nodes.push(node('strong', {}, ...inline(strong, hosts)));
    else if (emphasis) nodes.push(node('em', {}, ...inline(emphasis, hosts)));
    else if (label) {
      const url = allowedLink(href.replace(/\\(.)/g, '$1'), hosts);
      // Forbidden links become plain text.
      nodes.push(node(url ? 'a' : 'span', { href: url }, ...inline(label, hosts)));
    } else nodes.push(node('br'));
  }
  return [...nodes, text.slice(at)];
};
