import type { Report, ReportDetails, WidgetAction } from './prompt.ts';

/** The interface of the surrounding element for views. */
export interface PromptHost {
  hosts: readonly string[];
  /** Texts that don't come from the prompt. */
  words: { close: string; thanks: string };
  report(type: Report['type'], more?: ReportDetails): void;
  /** Notifies the page of a choice; returns false if the page handles it. */
  chosen(action: WidgetAction): boolean;
}
