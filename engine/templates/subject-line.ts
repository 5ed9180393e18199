import type { CompiledTemplate } from '../definition/compiled-template.ts';
import { renderLiquid } from './liquid.ts';
import { neutralize, oneLine } from './neutralize.ts';

/** The subject as far as it can be told before the mail is written; nothing where it needs what only that moment knows. */
export const subjectLine = (
  { subject, locale }: Pick<CompiledTemplate, 'subject' | 'locale'>,
  known: Readonly<Record<string, unknown>>,
): string | undefined => {
  try {
    return oneLine(renderLiquid(subject, 'plain', neutralize(known), locale));
  } catch {
    return undefined;
  }
};
