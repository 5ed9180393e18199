import { useState } from 'preact/hooks';
import type { Answer } from '../../api.ts';
import { choose, hrefOf, search } from '../../location.ts';
import { useView } from '../../use-view.ts';

type Why = Answer<'/v1/why'>;

/** Search for an account by part of its name or id. */
export const AskAccount = () => {
  const [text, write] = useState('');
  const found = useView(text === '' ? undefined : '/v1/accounts', { search: text, limit: 8 });
  return (
    <form class="ask" onSubmit={event => event.preventDefault()}>
      <label>
        Account
        <input
          type="search"
          placeholder="A part of its name or id"
          value={text}
          onInput={event => write(event.currentTarget.value)}
        />
      </label>
      {found.answer && (
        <ul class="rows" aria-label="Accounts found">
          {found.answer.rows.map(({ id, name }) => (
            <li key={id}>
              <a href={hrefOf(`/why?${new URLSearchParams({ account: id })}`)}>{name}</a>{' '}
              <span class="quiet">{id}</span>
            </li>
          ))}
          {found.answer.rows.length === 0 && <li class="quiet">No account matches.</li>}
        </ul>
      )}
    </form>
  );
};

/** Choice of journey, step, person and day. */
export const Ask = ({ why, journeys }: { why: Why; journeys: readonly { id: string; name: string }[] }) => {
  const day = search.value.get('at')?.slice(0, 10) ?? '';
  return (
    <form class="ask choices" aria-label="What to ask" onSubmit={event => event.preventDefault()}>
      <Choice name="journey" all="Every journey" options={journeys} />
      {search.value.has('journey') && (
        <>
          <Choice name="step" all="Every step" options={why.stepNames} />
          <Choice name="contact" all="Everybody" options={why.people} />
        </>
      )}
      <label>
        As of the end of
        <input
          type="date"
          value={day}
          max={why.today}
          onChange={({ currentTarget: { value } }) => choose({ at: value && `${value}T23:59:59.999Z` })}
        />
      </label>
    </form>
  );
};

const Choice = (of: { name: string; all: string; options: readonly { id: string; name: string }[] }) => {
  const { name, all, options } = of;
  const value = search.value.get(name) ?? '';
  const further = name === 'journey' ? { step: undefined } : {};
  return (
    <select
      aria-label={all}
      class={value ? 'set' : ''}
      value={value}
      onChange={event => choose({ ...further, [name]: event.currentTarget.value })}
    >
      <option value="">{all}</option>
      {options.map(option => (
        <option key={option.id} value={option.id}>
          {option.name}
        </option>
      ))}
    </select>
  );
};
