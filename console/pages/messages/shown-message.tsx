import { type Answer, act, isReadOnly } from '../../api.ts';
import { useKeys } from '../../keys.ts';
import { choose, hrefOf, search } from '../../location.ts';
import { MailFrame } from '../../parts/mail-frame.tsx';
import { Awaited } from '../../parts/states.tsx';
import { say } from '../../parts/toasts.tsx';
import { useView } from '../../use-view.ts';
import { viewer } from '../../viewer.ts';
import { number } from '../../words.ts';

/** Previews of a mail. */
export const shownLooks = [
  { id: 'desktop', name: 'Desktop' },
  { id: 'phone', name: '390 px' },
  { id: 'dark', name: 'Dark' },
] as const;

const accounts = {
  typical: 'A usual account',
  longest: 'The longest names',
  unknown: 'No data',
  german: 'In German',
} as const;

/** One message as a sample account gets it, and the steps that use it. */
export const ShownMessage = ({ id, look }: { id: string; look: (typeof shownLooks)[number] }) => {
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
    <Awaited of={shown} rows={10}>
      {message => (
        <>
          <div class="bar">
            <fieldset class="tabs" aria-label="On which screen">
              {shownLooks.map(each => (
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
              {message.usedBy.map(({ journey, title, step, entered }) => (
                <li key={`${journey} ${step}`}>
                  <a href={hrefOf(`/journeys/${journey}?step=${encodeURIComponent(step)}`)}>
                    {title}, step {step}
                  </a>
                  {': '}
                  <a href={hrefOf(`/journeys/${journey}?${new URLSearchParams({ step, of: 'entered' })}`)}>
                    {number(entered)}
                  </a>{' '}
                  came to it
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
                <dt>Opt-out topic</dt>
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
    </Awaited>
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
