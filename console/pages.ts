import type { FunctionComponent } from 'preact';
import type { ViewerRole } from '../engine/views/viewer.ts';
import { AccountPage } from './pages/account/account.tsx';
import { AccountsPage } from './pages/accounts/accounts.tsx';
import { CalendarPage } from './pages/calendar.tsx';
import { JourneyPage } from './pages/journey/journey.tsx';
import { JourneysPage } from './pages/journeys.tsx';
import { MessagesPage } from './pages/messages/messages.tsx';
import { NumbersPage } from './pages/numbers.tsx';
import { TaskPage } from './pages/task.tsx';
import { TodayPage } from './pages/today.tsx';
import { WhyPage } from './pages/why/why.tsx';

export interface Page {
  /** `/accounts/{id}` */
  path: string;
  /** Name in the navigation and the title; pages without one are reached by links. */
  name?: string;
  /** Shortcut: typed after `g`, it goes to the page. */
  key?: string;
  /** Roles that see it in the menu. Its views refuse other roles. */
  roles: readonly ViewerRole[];
  show: FunctionComponent<Readonly<Record<string, string>>>;
}

/** Every page. To add one, add its file and a line. */
export const pages: readonly Page[] = [
  { path: '/', name: 'Today', key: 't', roles: ['csm', 'lead'], show: TodayPage },
  { path: '/accounts', name: 'Accounts', key: 'a', roles: ['csm', 'lead', 'marketer'], show: AccountsPage },
  { path: '/journeys', name: 'Journeys', key: 'j', roles: ['csm', 'lead', 'marketer'], show: JourneysPage },
  { path: '/journeys/{id}', roles: ['csm', 'lead', 'marketer'], show: JourneyPage },
  { path: '/messages', name: 'Messages', key: 'm', roles: ['csm', 'lead', 'marketer'], show: MessagesPage },
  { path: '/calendar', name: 'Calendar', key: 'c', roles: ['lead', 'marketer'], show: CalendarPage },
  { path: '/numbers', name: 'Numbers', key: 'n', roles: ['lead'], show: NumbersPage },
  { path: '/accounts/{id}', roles: ['csm', 'lead', 'marketer'], show: AccountPage },
  { path: '/why', name: 'Why', key: 'w', roles: ['csm', 'lead', 'marketer'], show: WhyPage },
  { path: '/tasks/{id}', roles: ['csm', 'lead'], show: TaskPage },
];
