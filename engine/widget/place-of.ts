import type { WidgetPrompt } from './prompt.ts';

type Place = 'flow' | 'corner' | 'beside' | 'above';

const elsewhere: Partial<Record<WidgetPrompt['kind'], Place>> = { banner: 'flow', tooltip: 'beside', modal: 'above' };

/** The place of each kind. Only one prompt is shown per place, except in the flow of the page. */
export const placeOf = (kind: WidgetPrompt['kind']): Place => elsewhere[kind] ?? 'corner';
