import type { WidgetPrompt } from './prompt.ts';

type Place = 'flow' | 'corner' | 'beside' | 'above';

const elsewhere: Partial<Record<WidgetPrompt['kind'], Place>> = { banner: 'flow', tooltip: 'beside', modal: 'above' };

/** Where each kind stands. Of prompts that would stand in one place one shows, but for those in the flow of the page. */
export const placeOf = (kind: WidgetPrompt['kind']): Place => elsewhere[kind] ?? 'corner';
