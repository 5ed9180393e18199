import type { CompiledTemplate } from '../definition/compiled-template.ts';
import { fillSample } from './fill-sample.ts';
import { promptPage } from './prompt-page.ts';
import { renderTemplate, TemplateRenderError } from './render-template.ts';
import type { asSampleAccount, SampleAccount } from './sample-accounts.ts';

export interface ShownTemplate {
  subject: string;
  preheader?: string;
  /** Of a prompt, a page that shows it. */
  html: string;
  text: string;
}

/** A template as its reader would get it; `refused` says why it would not be sent to such a reader. */
export const showTemplate = async (
  template: CompiledTemplate,
  sample: Readonly<Record<string, unknown>>,
  account: SampleAccount,
): Promise<ShownTemplate | { refused: string }> => {
  const filled = fillSample(template, sample, account);
  if ('refused' in filled) return filled;
  const { subject, preheader, text } = filled;
  const html = filled.html ?? promptPage(template, filled);
  return { subject, ...(preheader !== undefined && { preheader }), html, text };
};

/** The heads of a template alone, which lists show: undefined where the sample does not fill them. */
export const headsOf = (
  template: CompiledTemplate,
  sample: Readonly<Record<string, unknown>>,
): Pick<ShownTemplate, 'subject' | 'preheader'> | undefined => {
  const { prompt: _, ...head } = { ...template, html: '', text: '' };
  try {
    const { subject, preheader } = renderTemplate(head, sample as Parameters<typeof asSampleAccount>[0]);
    return { subject, ...(preheader !== undefined && { preheader }) };
  } catch (error) {
    if (error instanceof TemplateRenderError) return undefined;
    throw error;
  }
};
