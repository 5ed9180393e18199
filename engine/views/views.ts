import type { ViewPath } from '../access/public-routes.ts';
import { account } from './account.ts';
import { accountNext } from './account-next.ts';
import { accountNotes } from './account-notes.ts';
import { accountStory } from './account-story.ts';
import { accountWhy } from './account-why.ts';
import { accounts } from './accounts.ts';
import { accountAudit, journeyAudit } from './audit-trail.ts';
import { calendarAhead } from './calendar.ts';
import { journey } from './journey.ts';
import { journeyAccounts } from './journey-accounts.ts';
import { journeyAudience } from './journey-audience.ts';
import { journeyResults } from './journey-results.ts';
import { journeys } from './journeys.ts';
import { me } from './me.ts';
import { message } from './message.ts';
import { messages } from './messages.ts';
import { numbers } from './numbers.ts';
import { numbersCost } from './numbers-cost.ts';
import { numbersLoad } from './numbers-load.ts';
import { picture } from './picture.ts';
import { today } from './today.ts';
import type { View } from './view.ts';

/** Every view. To add one: its file, a line here, and its path in `engine/access/public-routes.ts`. */
export const views = {
  [accounts.path]: accounts,
  [accountAudit.path]: accountAudit,
  [accountNotes.path]: accountNotes,
  [accountStory.path]: accountStory,
  [journeyAudit.path]: journeyAudit,
  [calendarAhead.path]: calendarAhead,
  [journey.path]: journey,
  [journeyAccounts.path]: journeyAccounts,
  [journeyAudience.path]: journeyAudience,
  [journeyResults.path]: journeyResults,
  [accountNext.path]: accountNext,
  [journeys.path]: journeys,
  [account.path]: account,
  [me.path]: me,
  [message.path]: message,
  [messages.path]: messages,
  [numbers.path]: numbers,
  [numbersCost.path]: numbersCost,
  [numbersLoad.path]: numbersLoad,
  [picture.path]: picture,
  [today.path]: today,
  [accountWhy.path]: accountWhy,
} as const satisfies Readonly<Record<ViewPath, { path: string }>>;

export const viewAt = (path: string): View | undefined =>
  Object.hasOwn(views, path) ? (views[path as ViewPath] as unknown as View) : undefined;
