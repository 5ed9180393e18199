export const promptKinds = ['modal', 'banner', 'card', 'checklist', 'tooltip', 'survey'] as const;

export type PromptKind = (typeof promptKinds)[number];

/** Surveys by their scale: recommendation 0-10, satisfaction 1-5, effort 1-7. */
export const surveyScales = { nps: [0, 10], csat: [1, 5], ces: [1, 7] } as const;

export type SurveyKind = keyof typeof surveyScales;

/** A choice that a prompt offers. Without `url` it only says what was chosen; `dismiss` closes the prompt as its cross does. */
export interface PromptAction {
  /** Goes into `prompt.clicked` as `action`. */
  id: string;
  label: string;
  url?: string;
  style: 'primary' | 'secondary';
}

/** How and where a prompt shows, which its template says in English for all languages. */
export interface PromptLook {
  kind: PromptKind;
  placement: string;
  dismissible: boolean;
  /** The highest is shown first. */
  priority: number;
  /** Pages that it shows on, `*` for any characters; without it all of its placement. */
  paths?: readonly string[];
  /** CSS selector of what a tooltip points at. */
  anchor?: string;
  survey?: SurveyKind;
}
