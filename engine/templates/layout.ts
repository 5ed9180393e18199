import { Liquid } from 'liquidjs';
import type { MessageClass } from '../definition/policy.ts';
import { liquidTokens } from './liquid.ts';

/** Variables of the shared layout. */
export interface Frame {
  /** Id of the template. */
  id: string;
  locale: string;
  class: MessageClass;
  topic?: string;
  preheader: string;
  content: string;
}

export interface FramedMail {
  mjml: string;
  /** Line of the framed document on which the content begins, from 1. */
  contentBegins: number;
}

/**
 * Puts a mail into the shared layout. The layout is Liquid with square brackets (`[[ content ]]`, `[% if class == ...
 * %]`), filled in here, at build time; curly braces are left for sending.
 * @throws ParseError and RenderError of liquidjs
 */
export const frameMail = (layout: string, frame: Frame): FramedMail => {
  const filled = engine.parseAndRenderSync(layout, {
    id: frame.id,
    locale: frame.locale,
    class: frame.class,
    topic: frame.topic?.replaceAll('-', ' ') ?? '',
    preheader: escapeProse(frame.preheader),
    content: placeholder,
  });
  const [before = '', after] = String(filled).split(placeholder);
  if (after === undefined) throw new Error('the layout has no [[ content ]]');
  return { mjml: `${before}${frame.content}${after}`, contentBegins: before.split('\n').length };
};

const placeholder = '\uE000content\uE001';

const engine = new Liquid({
  tagDelimiterLeft: '[%',
  tagDelimiterRight: '%]',
  outputDelimiterLeft: '[[',
  outputDelimiterRight: ']]',
  strictVariables: true,
  strictFilters: true,
});

// Escapes the text of a preheader for HTML; its Liquid escapes its own output.
const escapeProse = (text: string): string => {
  const parts: string[] = [];
  let at = 0;
  for (const token of liquidTokens(text)) {
    parts.push(escapeHtml(text.slice(at, token.at)), token.text);
    at = token.at + token.text.length;
  }
  return [...parts, escapeHtml(text.slice(at))].join('');
};

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
