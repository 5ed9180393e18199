/** A choice of a prompt. `done`: already made. */
export interface WidgetAction {
  id: string;
  label: string;
  url?: string;
  style: 'primary' | 'secondary';
  done?: true;
}

/** Texts of a survey's follow-up questions, in the reader's language. `topics`: titles by id. */
export interface SurveyWords {
  comment: string;
  topic: string;
  noTopic: string;
  topics: Readonly<Record<string, string>>;
  send: string;
}

/** A prompt in the response of `GET /v1/prompts`. */
export interface WidgetPrompt {
  id: string;
  key: string;
  kind: 'modal' | 'banner' | 'card' | 'checklist' | 'tooltip' | 'survey';
  title: string;
  body: string;
  actions: readonly WidgetAction[];
  survey?: { from: number; to: number; low?: string; high?: string; words?: SurveyWords };
  anchor?: string;
  dismissible: boolean;
  locale: string;
  seenAt?: string;
}

/** Optional fields of a report. */
export type ReportDetails = Partial<Pick<Report, 'actionId' | 'score' | 'topic' | 'comment'>>;

export interface Report {
  id: string;
  promptId: string;
  type: 'seen' | 'clicked' | 'dismissed' | 'completed' | 'answered';
  actionId?: string;
  score?: number;
  topic?: string;
  comment?: string;
  at: string;
  path: string;
}
