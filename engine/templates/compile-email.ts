import type { CompiledTemplate } from '../definition/compiled-template.ts';
import { lostLiquid } from './check-liquid.ts';
import { compileMjml, MjmlError } from './compile-mjml.ts';
import { type FramedMail, frameMail } from './layout.ts';
import { surveyPlace, surveyScale } from './survey-scale.ts';
import type { TemplateProblemCode } from './template-problem.ts';
import type { EmailSource, TemplateNature } from './template-source.ts';

export interface EmailContext {
  /** The shared layout. */
  layout: { file: string; text: string };
  cache: string | undefined;
}

/** Compiles one locale of an email; undefined if MJML rejects it. */
export const compileEmail = async (
  id: string,
  source: EmailSource,
  nature: TemplateNature,
  { layout, cache }: EmailContext,
): Promise<CompiledTemplate | undefined> => {
  const { subject, preheader } = source.front.matter;
  const { survey } = nature;
  const content = survey ? source.front.body.replaceAll(surveyPlace, surveyScale(survey)) : source.front.body;
  const frame = { ...nature, id, locale: source.locale, preheader, content };
  const report = (code: TemplateProblemCode, framed: FramedMail, line: number, what: string, fix: string): void => {
    const own = line - framed.contentBegins + 1;
    if (own >= 1 && own <= source.front.body.split('\n').length) source.report(code, own, what, fix);
    else source.report(code, undefined, `${what} (in ${layout.file})`, fix);
  };
  const unclosed = unclosedElement(source.front.body);
  if (unclosed) {
    source.report('mjml', unclosed.line, unclosed.what, unclosed.fix);
    return undefined;
  }
  const framed = frameMail(layout.text, frame);
  try {
    const { html, text } = await compileMjml(framed.mjml, cache);
    for (const { line, what, fix } of lostLiquid(framed.mjml, html)) report('liquid-lost', framed, line, what, fix);
    checkHtml(source, html);
    return { id, locale: source.locale, channel: 'email', subject, preheader, html, text, ...(survey && { survey }) };
  } catch (error) {
    if (!(error instanceof MjmlError)) throw error;
    report(
      'mjml',
      framed,
      error.line,
      error.message,
      'see https://documentation.mjml.io for the elements and their attributes',
    );
    return undefined;
  }
};

/** Gmail truncates mail at 102 kB, which would hide the unsubscribe link. */
const largestHtml = 100_000;

const checkHtml = (source: EmailSource, html: string): void => {
  const image = /<img(?![^>]*\salt=)[^>]*>/.exec(html);
  if (image) {
    source.report(
      'image-without-alt',
      undefined,
      'an image has no alt text, and many readers never see images',
      'add alt="..." that says what the image says, or alt="" if it only decorates',
    );
  }
  if (Buffer.byteLength(html) > largestHtml) {
    source.report(
      'too-large',
      undefined,
      `the HTML is larger than ${largestHtml} bytes, where Gmail cuts mails off`,
      'shorten it',
    );
  }
};

// MJML accepts elements that are never closed, and renders them in ways that the author did not mean.
const unclosedElement = (mjml: string): { line: number; what: string; fix: string } | undefined => {
  const open: { name: string; line: number }[] = [];
  for (const match of mjml.matchAll(/<(\/?)(mj-[a-z-]+)((?:"[^"]*"|[^">])*)>/g)) {
    const [, closing, name = '', rest = ''] = match;
    const line = mjml.slice(0, match.index).split('\n').length;
    if (!closing && !rest.endsWith('/')) open.push({ name, line });
    if (!closing) continue;
    const last = open.pop();
    if (last?.name === name) continue;
    const fix = last ? `write </${last.name}> before it` : 'remove it, or open the element';
    return {
      line,
      what: last ? `</${name}> comes while <${last.name}> of line ${last.line} is open` : `</${name}> closes nothing`,
      fix,
    };
  }
  const [left] = open;
  return left && { line: left.line, what: `<${left.name}> is never closed`, fix: `write </${left.name}>` };
};
