import { useEffect, useState } from 'preact/hooks';
import { type Answer, isReadOnly, readView } from '../../api.ts';
import { useKeys } from '../../keys.ts';
import { choose, hrefOf, search } from '../../location.ts';
import { Awaited, Empty, FailureNote } from '../../parts/states.tsx';
import { useView } from '../../use-view.ts';
import { viewer } from '../../viewer.ts';
import { exact } from '../../words.ts';
import type { Account } from './header.tsx';
import { WriteNote } from './write-note.tsx';

type StoryPage = Answer<'/v1/accounts/{id}/story'>;
type Entry = StoryPage['entries'][number];

const kinds = [
  { id: 'touch', name: 'Touches' },
  { id: 'task', name: 'Tasks' },
  { id: 'journey', name: 'Journeys' },
  { id: 'event', name: 'Events' },
  { id: 'health', name: 'Health' },
  { id: 'note', name: 'Notes' },
  { id: 'action', name: 'Actions' },
] as const;

/** The account's history, latest first. */
export const AccountStory = ({ account }: { account: Account }) => {
  const shown = useView('/v1/accounts/{id}/story', { id: account.id });
  const mayWrite = !isReadOnly && viewer.value?.roles.some(role => role !== 'marketer');
  const [writes, setWrites] = useState(false);
  useKeys({
    '/': { does: 'Search the story', run: () => document.getElementById('find-in-story')?.focus() },
    ...(mayWrite && { n: { does: 'Write a note', run: () => setWrites(true) } }),
  });
  return (
    <>
      <Awaited of={shown}>
        {first => (
          <Entries
            key={first.now}
            account={account}
            first={first}
            write={mayWrite ? () => setWrites(true) : undefined}
          />
        )}
      </Awaited>
      {writes && <WriteNote account={account} close={() => setWrites(false)} />}
    </>
  );
};

const Entries = ({
  account,
  first,
  write,
}: {
  account: Account;
  first: StoryPage;
  write: (() => void) | undefined;
}) => {
  const [more, setMore] = useState<readonly StoryPage[]>([]);
  const [problem, setProblem] = useState<Error>();
  useEffect(() => setMore([]), [first]);
  const pages = [first, ...more];
  const next = pages.at(-1)?.next;
  const kind = search.value.get('kind') ?? undefined;
  const words = (search.value.get('find') ?? '').toLowerCase();
  const all = pages.flatMap(({ entries }) => entries);
  const found = all.filter(
    entry =>
      (kind === undefined || entry.kind === kind) &&
      `${entry.text} ${entry.detail ?? ''} ${entry.journey?.name ?? ''} ${entry.step ?? ''}`
        .toLowerCase()
        .includes(words),
  );
  const days = [...Map.groupBy(found, ({ at }) => dayOf(at, account.timezone))];
  const readMore = () =>
    readView('/v1/accounts/{id}/story', { id: account.id, before: next }).then(
      page => setMore([...more, page]),
      (error: Error) => setProblem(error),
    );
  return (
    <div class="story">
      <h2 class="unseen">What happened</h2>
      <div class="bar">
        <fieldset class="tabs" aria-label="Kinds of entries">
          <button type="button" aria-pressed={kind === undefined} onClick={() => choose({ kind: undefined })}>
            All
          </button>
          {kinds.map(({ id, name }) => (
            <button key={id} type="button" aria-pressed={kind === id} onClick={() => choose({ kind: id })}>
              {name}
            </button>
          ))}
        </fieldset>
        <input
          id="find-in-story"
          type="search"
          aria-label="Search the story"
          placeholder="Search"
          value={search.value.get('find') ?? ''}
          onInput={event => choose({ find: event.currentTarget.value })}
        />
        {write && (
          <button type="button" onClick={write}>
            Write a note <kbd>n</kbd>
          </button>
        )}
      </div>
      {found.length === 0 && (
        <Empty title={all.length === 0 ? 'Nothing happened in these weeks' : 'Nothing of that kind in these weeks'}>
          <p>
            {next
              ? 'Earlier weeks may have more.'
              : 'What the account does, and what Daymark does for it, appears here.'}
          </p>
        </Empty>
      )}
      <ol class="ahead of-story">
        {days.map(([day, entries]) => (
          <li key={day}>
            <h3>{day}</h3>
            <ul>
              {entries.map((entry, n) => (
                <Line key={`${entry.at} ${n}`} entry={entry} account={account} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      {problem && <FailureNote error={problem} />}
      {next !== undefined && (
        <p>
          <button type="button" onClick={readMore}>
            Earlier, before {dayOf(next, account.timezone)}
          </button>
        </p>
      )}
    </div>
  );
};

const names = {
  touch: 'Touch',
  task: 'Task',
  journey: 'Journey',
  event: 'Event',
  health: 'Health',
  note: 'Note',
  action: 'Action',
} as const;
const channels: Readonly<Record<string, string>> = {
  email: 'Mail',
  inApp: 'In the app',
  slack: 'Slack',
  webhook: 'Webhook',
};

const Line = ({ entry, account }: { entry: Entry; account: Account }) => {
  const { at, kind, text, detail, outcome, channel, journey, step, contact } = entry;
  const why = new URLSearchParams({
    account: account.id,
    ...(journey && { journey: journey.id }),
    ...(step && { step }),
    ...(contact && { contact }),
    at,
  });
  return (
    <li class={`act ${outcome ?? ''}`}>
      <time dateTime={at} title={`${exact(at, account.timezone)} there, ${exact(at)} here`}>
        {timeOf(at, account.timezone)}
      </time>
      <span class={`kind ${channel ?? kind}`}>{(channel && channels[channel]) ?? names[kind]}</span>
      <span class="what">
        <span class="title">{text}</span>
        <span class="why">
          {detail}
          {journey && (
            <>
              {detail && ' · '}
              <a
                href={hrefOf(
                  `/journeys/${encodeURIComponent(journey.id)}${step ? `?step=${encodeURIComponent(step)}` : ''}`,
                )}
              >
                {journey.name}
              </a>
            </>
          )}
          {!isReadOnly && outcome !== undefined && outcome !== 'sent' && (
            <>
              {' · '}
              <a href={hrefOf(`/why?${why}`)}>Why?</a>
            </>
          )}
        </span>
      </span>
    </li>
  );
};

const dayOf = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric', timeZone }).format(new Date(at));

const timeOf = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-US', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(
    new Date(at),
  );
