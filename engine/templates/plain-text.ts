import { type DomNode, type FormatCallback, type HtmlToTextOptions, htmlToText } from 'html-to-text';
import { liquidTokens } from './liquid.ts';

/** The plain-text part of a mail, from its HTML. Liquid goes through untouched; links show their address. */
export const plainText = (html: string): string => {
  const tokens = liquidTokens(html);
  const texts = [...new Set(tokens.map(token => token.text))];
  const marked = tokens.reduceRight((marking, { text, at }) => {
    const mark = `\uE000${texts.indexOf(text)}\uE001`;
    return `${marking.slice(0, at)}${mark}${marking.slice(at + text.length)}`;
  }, html);
  // Characters of the private use area stand for Liquid, which the conversion would otherwise read as prose.
  return htmlToText(marked, options).replace(/\uE000(\d+)\uE001/g, (_, index) => texts[Number(index)] ?? '');
};

// A button's address goes on a line of its own, where every mail program makes it a link.
const link: FormatCallback = (element, walk, builder, formatOptions) => {
  if (!isInside(element, 'button')) {
    builder.options.formatters?.anchor?.(element, walk, builder, formatOptions);
    return;
  }
  builder.openBlock({ leadingLineBreaks: 2 });
  walk(element.children, builder);
  builder.addLineBreak();
  builder.addInline(String(element.attribs.href ?? ''), { noWordTransform: true });
  builder.closeBlock({ trailingLineBreaks: 2 });
};

// In the layout, bold text at the beginning of a list item stands on a line of its own.
const bold: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  if (isInside(element, 'item')) builder.addLineBreak();
};

const number: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addInline('.');
};

// Figures stand side by side in HTML; in text each has its line.
const cell: FormatCallback = (element, walk, builder) => {
  if (!isInside(element, 'stat')) {
    walk(element.children, builder);
    return;
  }
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(element.children, builder);
  builder.closeBlock({ trailingLineBreaks: 1 });
};

const isInside = (element: DomNode, className: string): boolean => {
  for (let node: DomNode | null | undefined = element; node; node = node.parent) {
    if (node.attribs?.class?.split(' ').includes(className)) return true;
  }
  return false;
};

const heading = { uppercase: false, leadingLineBreaks: 2, trailingLineBreaks: 2 };

const options: HtmlToTextOptions = {
  wordwrap: false,
  formatters: { link, bold, number, cell },
  selectors: [
    { selector: 'h1', options: heading },
    { selector: 'h2', options: heading },
    { selector: 'a', format: 'link', options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true } },
    { selector: 'b', format: 'bold' },
    { selector: 'td', format: 'cell' },
    { selector: 'td.step', format: 'number' },
    { selector: 'img', format: 'skip' },
    // The preheader, and decoration.
    { selector: 'div[style*="display:none"]', format: 'skip' },
    { selector: '.not-in-text', format: 'skip' },
    { selector: 'tr.item', format: 'block', options: { leadingLineBreaks: 2, trailingLineBreaks: 2 } },
  ],
};
