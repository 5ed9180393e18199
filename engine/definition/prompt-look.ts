export const promptKinds = ['modal', 'banner', 'card', 'checklist', 'tooltip', 'survey'] as const;

export type PromptKind = (typeof promptKinds)[number];

interface PromptTraits {
  /** It covers the page, so only one shows at a time, with a pause after another. */
  interrupts?: true;
  /** It stays visible after a choice, since the payment is still pending. */
  staysWhenChosen?: true;
  /** Further fields that its template must have. */
  needs?: 'anchor' | 'survey';
  mostActions: number;
}

/** The look of each kind of prompt. */
export const promptTraits: Readonly<Record<PromptKind, PromptTraits>> = {
  modal: { interrupts: true, mostActions: 2 },
  banner: { staysWhenChosen: true, mostActions: 2 },
  card: { mostActions: 2 },
  /** It consists of its actions. */
  checklist: { staysWhenChosen: true, mostActions: Number.POSITIVE_INFINITY },
  tooltip: { needs: 'anchor', mostActions: 2 },
  survey: { needs: 'survey', mostActions: 2 },
};

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
  /** The highest number is shown first. */
  priority: number;
  /** Pages that it shows on, `*` for any characters; without it all of its placement. */
  paths?: readonly string[];
  /** CSS selector of the element that a tooltip points at. */
  anchor?: string;
  survey?: SurveyKind;
}
