import type { ConsoleActionPath } from '../access/public-routes.ts';
import type { Action } from './action.ts';
import { addAccountNote } from './actions/add-account-note.ts';
import { editGoal } from './actions/edit-goal.ts';
import { leaveOutTouch } from './actions/leave-out-touch.ts';
import { sendTestMail } from './actions/send-test-mail.ts';
import { actionsOnJourneys } from './actions/steer-journey.ts';
import { stopOnAccount } from './actions/stop-on-account.ts';

/** Ports that `functions/console-actions.ts` connects. */
export type ConsoleActionPorts =
  | 'accounts'
  | 'activeEnrollments'
  | 'contacts'
  | 'mailer'
  | 'notes'
  | 'queue'
  | 'settings'
  | 'switches'
  | 'tasks';

/**
 * All actions except those on tasks, which have a function of their own (`actions/on-task.ts`). To add one: its file, a
 * line here, and its path in `engine/access/public-routes.ts`.
 */
export const consoleActions: Readonly<Record<string, unknown>> = {
  [addAccountNote.path]: addAccountNote,
  [editGoal.path]: editGoal,
  [leaveOutTouch.path]: leaveOutTouch,
  [sendTestMail.path]: sendTestMail,
  [stopOnAccount.path]: stopOnAccount,
  ...actionsOnJourneys,
} satisfies Partial<Record<ConsoleActionPath, { path: string }>>;

export const actionAt = (path: string): Action<ConsoleActionPorts> | undefined =>
  Object.hasOwn(consoleActions, path) ? (consoleActions[path] as Action<ConsoleActionPorts>) : undefined;
