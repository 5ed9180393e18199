import { useEffect } from 'preact/hooks';
import { type Answer, act, isReadOnly } from '../api.ts';
import { useKeys } from '../keys.ts';
import { choose, hrefOf, search } from '../location.ts';
import { ChannelMark } from '../parts/channel-mark.tsx';
import { MailFrame } from '../parts/mail-frame.tsx';
import { Await, Empty } from '../parts/states.tsx';
import { say } from '../parts/toasts.tsx';
import { useView } from '../use-view.ts';
import { viewer } from '../viewer.ts';
import { number } from '../words.ts';

type Message = Answer<'/v1/messages'>['messages'][number];

const looks = [
  { id: 'desktop', name: 'Desktop' },
  { id: 'phone', name: '390 px' },
  { id: 'dark', name: 'Dark' },
] as const;

const accounts = {
  typical: 'A usual account',
  longest: 'The longest names',
  unknown: 'Nothing is known',
  german: 'In German',
} as const;

/** `/messages`: every mail and prompt, as its readers get it. */
export const MessagesPage = () => {
  const shown = useView('/v1/messages');
  return (
    <div class="page messages">
      <header>
        <h1>Messages</h1>
      </header>
      <Await of={shown}>{({ messages }) => <Gallery all={messages} />}</Await>
    </div>
  );
};

const Gallery = ({ all }: { all: readonly Message[] }) => {
  const words = (search.value.get('find') ?? '').toLowerCase();
  const found = all.filter(message =>
    [
      message.id,
      message.subject,
      message.preheader ?? '',
      message.topic ?? '',
      ...message.usedBy.map(({ title }) => title),
    ]
      .join(' ')
      .toLowerCase()
      .includes(words),
  );
  const asked = search.value.get('template');
  const index = Math.max(
    0,
    found.findIndex(({ id }) => id === asked),
  );
  const current = found[index];
  const move = (by: number) => choose({ template: found[Math.min(found.length - 1, Math.max(0, index + by))]?.id });
  const look = looks.find(({ id }) => id === search.value.get('look')) ?? looks[0];
  useKeys({
    j: { does: 'Next message', run: () => move(1) },
    k: { does: 'Message before', run: () => move(-1) },
    '/': { does: 'Search', run: () => document.getElementById('find-message')?.focus() },
    ...Object.fromEntries(
      looks.map(({ id, name }, n) => [String(n + 1), { does: `Show: ${name}`, run: () => choose({ look: id }) }]),
    ),
  });
  useEffect(() => {
    document.getElementById(`message-${current?.id}`)?.scrollIntoView({ block: 'nearest' });
  }, [current?.id]);
  return (
    <div class={`split ${asked ? 'open' : ''}`}>
      <section class="list" aria-label="Messages">
        <input
          id="find-message"
          type="search"
          aria-label="Search messages"
          placeholder="Search subject, name, journey"
          value={search.value.get('find') ?? ''}
          onInput={({ currentTarget }) => choose({ find: currentTarget.value, template: undefined })}
        />
        <p class="quiet">
          {number(found.length)} of {number(all.length)}
        </p>
        {found.length === 0 && (
          <Empty title="No message is like that">
            <p>Search looks through subjects, preheaders, ids, topics and the journeys that send them.</p>
          </Empty>
        )}
        <ul class="rows">
          {found.map(message => (
            <li key={message.id} id={`message-${message.id}`} aria-current={message.id === current?.id}>
              <button type="button" onClick={() => choose({ template: message.id })}>
                <ChannelMark channel={message.channel} />
                <span class="subject">{message.subject}</span>
                <span class="quiet">{message.preheader ?? message.id}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      {current && (
        <section class="shown" aria-label="The message">
          <button type="button" class="back" onClick={() => choose({ template: undefined })}>
            Back
          </button>
          <Shown id={current.id} look={look} />
        </section>
      )}
    </div>
  );
};

const Shown = ({ id, look }: { id: string; look: (typeof looks)[number] }) => {
  const account = search.value.get('account') ?? undefined;
  const locale = search.value.get('locale') ?? undefined;
  const shown = useView('/v1/messages/{template}', { template: id, account, locale });
  const message = shown.answer;
  useKeys(
    !isReadOnly && message?.channel === 'email' && message.refused === undefined
      ? { t: { does: 'Send me a test', run: () => void sendTest(message) } }
      : {},
  );
  return (
    <Await of={shown} rows={10}>
      {message => (
        <>
          <div class="bar">
            <fieldset class="tabs" aria-label="On which screen">
              {looks.map(each => (
                <button
                  key={each.id}
                  type="button"
                  aria-pressed={each.id === look.id}
                  onClick={() => choose({ look: each.id })}
                >
                  {each.name}
                </button>
              ))}
            </fieldset>
            <select
              aria-label="Account"
              disabled={isReadOnly}
              value={message.account}
              onChange={({ currentTarget }) => choose({ account: currentTarget.value, locale: undefined })}
            >
              {Object.entries(accounts).map(([which, name]) => (
                <option key={which} value={which}>
                  {name}
                </option>
              ))}
            </select>
            <select
              aria-label="Language"
              disabled={isReadOnly}
              value={message.locale}
              onChange={({ currentTarget }) => choose({ locale: currentTarget.value })}
            >
              {message.locales.map(each => (
                <option key={each} value={each}>
                  {languageOf(each)}
                </option>
              ))}
            </select>
            {!isReadOnly && message.channel === 'email' && message.refused === undefined && (
              <button
                type="button"
                title={`To ${viewer.value?.email}, or to the test inbox while this deployment is not live`}
                onClick={() => void sendTest(message)}
              >
                Send me a test <kbd>t</kbd>
              </button>
            )}
          </div>
          {message.refused !== undefined ? (
            <div class="note" role="status">
              <strong>This account would not get it.</strong> {message.refused}
            </div>
          ) : (
            <>
              <div class="heads">
                <h2>{message.subject}</h2>
                {message.preheader && <p class="quiet">{message.preheader}</p>}
              </div>
              <MailFrame
                html={message.html ?? ''}
                title={`${message.subject}, ${look.name}`}
                isPhone={look.id === 'phone'}
                isDark={look.id === 'dark'}
              />
            </>
          )}
          <h3>Sent by</h3>
          {message.usedBy.length === 0 ? (
            <p class="quiet">No journey sends it.</p>
          ) : (
            <ul>
              {message.usedBy.map(({ journey, title, step }) => (
                <li key={`${journey} ${step}`}>
                  <a href={hrefOf(`/journeys/${journey}?step=${encodeURIComponent(step)}`)}>
                    {title}, step {step}
                  </a>
                </li>
              ))}
            </ul>
          )}
          <h3>Facts</h3>
          <dl class="facts">
            <div>
              <dt>Template</dt>
              <dd>
                <code>templates/{message.id}</code>
              </dd>
            </div>
            <div>
              <dt>Kind</dt>
              <dd>
                {message.channel === 'email' ? 'Mail' : 'In-app prompt'}, {message.class}
              </dd>
            </div>
            {message.topic && (
              <div>
                <dt>Topic that one can opt out of</dt>
                <dd>{message.topic}</dd>
              </div>
            )}
          </dl>
          {message.text && (
            <details>
              <summary>Plain text</summary>
              <pre>{message.text}</pre>
            </details>
          )}
        </>
      )}
    </Await>
  );
};

/** Sends it to the signed-in person. */
const sendTest = async ({ id, account, locale }: Answer<'/v1/messages/{template}'>): Promise<void> => {
  try {
    const answer = await act(
      '/v1/messages/{template}/test',
      { template: id },
      { account, locale },
      crypto.randomUUID(),
    );
    const { to, subject } = answer as { to: string; subject: string };
    say(`Sent to ${to}: “${subject}”`);
  } catch (error) {
    say((error as Error).message, { isError: true });
  }
};

const languageOf = (locale: string): string => new Intl.DisplayNames('en', { type: 'language' }).of(locale) ?? locale;
