import { useEffect } from 'preact/hooks';
import type { Answer } from '../../api.ts';
import { useKeys } from '../../keys.ts';
import { choose, search } from '../../location.ts';
import { ChannelMark } from '../../parts/channel-mark.tsx';
import { Awaited, Empty } from '../../parts/states.tsx';
import { useView } from '../../use-view.ts';
import { number } from '../../words.ts';
import { ShownMessage, shownLooks } from './shown-message.tsx';

type Message = Answer<'/v1/messages'>['messages'][number];

/** `/messages`: every mail and prompt, as recipients get it. */
export const MessagesPage = () => {
  const shown = useView('/v1/messages');
  return (
    <div class="page messages">
      <header>
        <h1>Messages</h1>
      </header>
      <Awaited of={shown}>{({ messages }) => <Gallery all={messages} />}</Awaited>
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
  const look = shownLooks.find(({ id }) => id === search.value.get('look')) ?? shownLooks[0];
  useKeys({
    j: { does: 'Next message', run: () => move(1) },
    k: { does: 'Message before', run: () => move(-1) },
    '/': { does: 'Search', run: () => document.getElementById('find-message')?.focus() },
    ...Object.fromEntries(
      shownLooks.map(({ id, name }, n) => [String(n + 1), { does: `Show: ${name}`, run: () => choose({ look: id }) }]),
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
          <Empty title="No message matches">
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
          <ShownMessage id={current.id} look={look} />
        </section>
      )}
    </div>
  );
};
