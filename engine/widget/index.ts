import { DaymarkPrompts } from './element.ts';

export { type ClientOptions, createPromptsClient, type PromptsClient } from './client.ts';
export type { Report, WidgetAction, WidgetPrompt } from './prompt.ts';
export { DaymarkPrompts };

if (!customElements.get('daymark-prompts')) customElements.define('daymark-prompts', DaymarkPrompts);
