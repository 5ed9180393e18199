import { healthComponents } from './health-rules.ts';
import type { TaskType } from './task.ts';

/** Problems that a playbook may help with, besides its tasks: a weak health component, a little-used key feature, a goal that is due soon. */
export const playbookReasons = [...healthComponents, 'feature', 'goal'] as const;
export type PlaybookReason = (typeof playbookReasons)[number];

/** A checklist for a person with a task: a file of `playbooks/`. */
export interface Playbook {
  /** Name of its file, as `escalate` gives it. */
  id: string;
  /** The advice, in one phrase. */
  play: string;
  /** Expected effort, in minutes. */
  minutes: number;
  /** Tasks that it is written for: types, step ids of escalations. Without it, any. */
  for?: { types?: readonly TaskType[]; reasons?: readonly string[] };
  /** Problems of an account that it is proposed for, as the next best action. */
  suits?: readonly PlaybookReason[];
  /** Why, in Markdown. */
  why?: string;
  steps: readonly PlaybookStep[];
  /** Words for the customer, in Markdown. */
  say?: string;
  links: readonly PlaybookLink[];
}

export interface PlaybookStep {
  /** Ticks refer to it, so it must not change with the text. */
  id: string;
  text: string;
}

/** `{account}` in the address stands for the account's id. */
export interface PlaybookLink {
  title: string;
  url: string;
}

/** A playbook as its task keeps it. */
export type PlaybookUse = Pick<Playbook, 'id' | 'minutes'>;

/** A step's id: lowercase letters, digits, hyphens. */
export const playbookStepId = /^[a-z][a-z0-9-]{0,63}$/;

/** Maximum number of steps in a playbook, and so of ticks on a task. */
export const mostPlaybookSteps = 20;
