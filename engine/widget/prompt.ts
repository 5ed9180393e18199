/** A choice of a prompt. `done`: made before. */
export interface WidgetAction {
  id: string;
  label: string;
  url?: string;
  style: 'primary' | 'secondary';
  done?: true;
}

/** A prompt as `GET /v1/prompts` answers it. */
export interface WidgetPrompt {
  id: string;
  key: string;
  kind: 'modal' | 'banner' | 'card' | 'checklist' | 'tooltip' | 'survey';
  title: string;
  body: string;
  actions: readonly WidgetAction[];
  survey?: { from: number; to: number; low?: string; high?: string };
  anchor?: string;
  dismissible: boolean;
  locale: string;
  seenAt?: string;
}

export interface Report {
  id: string;
  promptId: string;
  type: 'seen' | 'clicked' | 'dismissed' | 'completed' | 'answered';
  actionId?: string;
  score?: number;
  at: string;
  path: string;
}
