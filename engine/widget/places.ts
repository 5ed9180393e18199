import type { WidgetPrompt } from './prompt.ts';

/** Where each kind stands. Of prompts that would stand in one place one shows, but for those in the flow of the page. */
export const places: Readonly<Record<WidgetPrompt['kind'], 'flow' | 'corner' | 'beside' | 'above'>> = {
  banner: 'flow',
  card: 'corner',
  checklist: 'corner',
  survey: 'corner',
  tooltip: 'beside',
  modal: 'above',
};
