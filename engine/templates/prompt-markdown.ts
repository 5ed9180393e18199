/**
 * The Markdown of a prompt as HTML: the same subset as pages of customers show (`engine/widget/markdown.ts`): paragraphs, lists, strong,
 * emphasis, code, links and line breaks. Everything else is text.
 */
export const promptMarkdown = (source: string): string =>
  source
    .trim()
    .split(/\n\s*\n/)
    .map(block => {
      const [, mark] = /^([-*+]|\d+[.)]) /.exec(block) ?? [];
      if (mark === undefined) return `<p>${inline(block)}</p>`;
      const items = block.split(/\n(?=[-*+] |\d+[.)] )/).map(item => `<li>${inline(item.replace(/^\S+ +/, ''))}</li>`);
      const tag = mark.length > 1 ? 'ol' : 'ul';
      return `<${tag}>${items.join('')}</${tag}>`;
    })
    .join('\n');

// An escaped character, a line break, code, a link, strong, emphasis.
const spans =
  /\\([!-/:-@[-`{-~])|(?: {2}|\\)\n|`([^`]+)`|\[((?:\\.|[^\\\]])+)\]\(([^()\s]+)\)|\*\*((?:\\.|[^\\*])+)\*\*|(?<!\w)([*_])((?:\\.|[^\\*_])+)\6(?!\w)/g;

const inline = (text: string): string => {
  let told = '';
  let at = 0;
  for (const match of text.matchAll(spans)) {
    const [whole, escaped, code, label, href = '', strong, , emphasis] = match;
    told += asText(text.slice(at, match.index));
    at = match.index + whole.length;
    if (escaped) told += asText(escaped);
    else if (code) told += `<code>${asText(code)}</code>`;
    else if (strong) told += `<strong>${inline(strong)}</strong>`;
    else if (emphasis) told += `<em>${inline(emphasis)}</em>`;
    else if (label) told += linkOf(href.replace(/\\(.)/g, '$1'), inline(label));
    else told += '<br>';
  }
  return told + asText(text.slice(at));
};

const linkOf = (href: string, label: string): string =>
  /^(https?|mailto):/i.test(href) ? `<a href="${asText(href)}">${label}</a>` : `<span>${label}</span>`;

const asText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
