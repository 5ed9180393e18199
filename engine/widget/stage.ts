import type { Report, ReportDetails, WidgetAction } from './prompt.ts';

/** Members of the element that its views use. */
export interface PromptHost {
  hosts: readonly string[];
  /** The few words that are not the prompt's own. */
  words: { close: string; thanks: string };
  report(type: Report['type'], more?: ReportDetails): void;
  /** Tells the page what was chosen; false where the page does the rest by itself. */
  chosen(action: WidgetAction): boolean;
}
