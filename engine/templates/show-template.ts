import type { CompiledTemplate } from '../definition/compiled-template.ts';
import { promptPage } from './prompt-page.ts';
import { renderTemplate, TemplateRenderError } from './render-template.ts';
import { asSampleAccount, type SampleAccount } from './sample-accounts.ts';

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
  try {
    // What a sample lacks, strict rendering tells by name.
    const { subject, preheader, html, text, ...prompt } = renderTemplate(
      template,
      asSampleAccount(sample as Parameters<typeof asSampleAccount>[0], account),
    );
    return {
      subject,
      ...(preheader !== undefined && { preheader }),
      html: html ?? (await promptPage(template, { subject, text, ...prompt })),
      text,
    };
  } catch (error) {
    if (!(error instanceof TemplateRenderError)) throw error;
    return {
      refused:
        error.variable === undefined
          ? error.message
          : `It needs a value for ${error.variable}. Where that is not known, it is skipped and the timeline says so.`,
    };
  }
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
