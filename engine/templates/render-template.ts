import type { CompiledTemplate } from '../definition/compiled-template.ts';
import type { PromptAction } from '../definition/prompt-look.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { type OutputFormat, renderLiquid } from './liquid.ts';
import { neutralize, oneLine } from './neutralize.ts';

/** Variables of every template, beside the `data` of its step, which stands next to these at the top level. */
export interface StandardVariables {
  /** Account attributes, as far as known. */
  account: Readonly<Record<string, Scalar | undefined>>;
  contact: Readonly<{ email?: string; name?: string; firstName?: string; role?: string }>;
  sender: Readonly<{ name: string; address: string; supportEmail: string; appUrl: string }>;
  /** Absent for transactional touches, which allow no unsubscribe. */
  links?: Readonly<{
    unsubscribe: string;
    preferences: string;
    /** Where the survey of the mail is answered; a number may be added as `?score=9`. */
    answer?: string;
  }>;
  /** For a mail that asks to confirm a topic: its page, where the topic is confirmed, and the topic in the reader's language. */
  confirmation?: Readonly<{ url: string; topic: string; description: string }>;
  /** Calendar date in the account's time zone, at the moment of rendering. */
  today?: string;
}

export interface RenderedTemplate {
  subject: string;
  preheader?: string;
  /** Absent for prompts. */
  html?: string;
  /** Plain text of an email, Markdown of a prompt. */
  text: string;
  /** Prompts only. */
  title?: string;
  actions?: PromptAction[];
}

/** A template that cannot be rendered with these variables. Nothing was sent; trying again changes nothing. */
export class TemplateRenderError extends Error {
  override readonly name = 'TemplateRenderError';
  readonly template: string;
  readonly locale: string;
  /** Part of the template, such as `subject` or `html`. */
  readonly part: string;
  /** The missing variable, if that is the reason. */
  readonly variable: string | undefined;
  constructor(where: { template: string; locale: string; part: string }, what: string, variable?: string) {
    super(`Template "${where.template}" (${where.locale}), ${where.part}: ${what}`);
    this.template = where.template;
    this.locale = where.locale;
    this.part = where.part;
    this.variable = variable;
  }
}

/**
 * Fills a compiled template. HTML is escaped, once; subjects are one line; links lead to the web or to a mailbox only.
 * @throws TemplateRenderError when a variable is missing, a filter refuses its value, or a link has another scheme
 */
export const renderTemplate = (
  compiled: CompiledTemplate,
  variables: StandardVariables & Readonly<Record<string, unknown>>,
): RenderedTemplate => {
  const scope = neutralize(variables);
  const fill = (part: string, source: string, output: OutputFormat): string => {
    const where = { template: compiled.id, locale: compiled.locale, part };
    try {
      return renderLiquid(source, output, scope, compiled.locale);
    } catch (error) {
      throw renderError(where, error);
    }
  };
  const line = (part: string, source: string): string => oneLine(fill(part, source, 'plain'));
  const subject = line('subject', compiled.subject);
  if (compiled.channel === 'prompt') {
    const actions = (compiled.prompt?.actions ?? []).map(({ label, url, ...action }, index): PromptAction => {
      const part = `action ${index + 1}`;
      return {
        ...action,
        label: line(part, label),
        ...(url !== undefined && { url: checkedLink(compiled, part, line(part, url), inApp) }),
      };
    });
    return { subject, title: subject, text: tidy(fill('body', compiled.text, 'markdown')), actions };
  }
  const html = fill('html', compiled.html ?? '', 'html');
  for (const [, href] of html.matchAll(/\shref="([^"]*)"/g)) checkedLink(compiled, 'html', href ?? '');
  return {
    subject,
    ...(compiled.preheader !== undefined && { preheader: line('preheader', compiled.preheader) }),
    html,
    text: tidy(fill('text', compiled.text, 'plain')),
  };
};

const renderError = (
  where: { template: string; locale: string; part: string },
  error: unknown,
): TemplateRenderError => {
  const message = error instanceof Error ? error.message : String(error);
  const missing = /^undefined variable: ([\w.[\]"'-]+), line:(\d+)/.exec(message);
  if (!missing) return new TemplateRenderError(where, message.split('\n')[0] ?? message);
  const [, variable, line] = missing;
  return new TemplateRenderError(where, `line ${line}: variable "${variable}" is missing`, variable);
};

/** Inside an application a link may lead to a page of its own; a mail has no such place. */
const inMail = /^(https?:\/\/|mailto:)/;
const inApp = /^(https?:\/\/|mailto:|\/(?![/\\]))/;

const checkedLink = (compiled: CompiledTemplate, part: string, link: string, allowed = inMail): string => {
  if (allowed.test(link)) return link;
  const where = { template: compiled.id, locale: compiled.locale, part };
  throw new TemplateRenderError(where, `"${link}" is not a link to the web (https://...) or to a mailbox (mailto:...)`);
};

// Tags that stood on lines of their own leave blank lines behind.
const tidy = (text: string): string =>
  `${text
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
