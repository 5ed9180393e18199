import type { CompiledTemplate } from '../definition/compiled-template.ts';
import { type RenderedTemplate, renderTemplate, TemplateRenderError } from './render-template.ts';
import { asSampleAccount, type SampleAccount } from './sample-accounts.ts';

/** A template rendered for a sample account; `refused` says why it would not be sent to it. */
export const fillSample = (
  template: CompiledTemplate,
  sample: Readonly<Record<string, unknown>>,
  account: SampleAccount,
): RenderedTemplate | { refused: string } => {
  try {
    // Strict rendering reports variables that a sample lacks.
    return renderTemplate(template, asSampleAccount(sample as Parameters<typeof asSampleAccount>[0], account));
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
