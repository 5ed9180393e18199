import { useEffect, useState } from 'preact/hooks';
import { postDev, readDev } from './dev-api.ts';

/** Panels with the engine's state, each loaded when it is opened. */
export const panels = {
  'Send an event': () => <EventForm />,
  Mailbox: () => (
    <Rows
      path="mails?last=30"
      empty="Nothing was mailed yet. Send an event, or move the clock."
      row={({ at, to, subject, text }) => ({ title: `${say(at)} · ${say(to)} · ${say(subject)}`, text: say(text) })}
    />
  ),
  Outbox: () => (
    <Rows
      path="outbox"
      empty="Nothing went to Slack, webhooks or the event bus yet."
      rows={answer => [...list(answer, 'posts'), ...list(answer, 'events')].reverse()}
      row={({ at, name, kind, type, body, detail }) => ({
        title: `${new Date(at as string | number).toISOString()} · ${say(kind ?? 'event bus')} · ${say(name ?? type)}`,
        text: JSON.stringify(body ?? detail, null, 2),
      })}
    />
  ),
  Refused: () => (
    <Rows
      path="refused"
      empty="No request was refused since this process started."
      row={({ at, method, path, status, error, body }) => ({
        title: `${say(at)} · ${say(method)} ${say(path)} · ${say(status)}`,
        text: `${JSON.stringify(error, null, 2)}\n${say(body)}`,
      })}
    />
  ),
} as const;

type Row = Readonly<Record<string, unknown>>;

const say = (value: unknown): string => (value === undefined ? '' : String(value));
const list = (answer: unknown, name: string): Row[] => (answer as Record<string, Row[]>)[name] ?? [];

const Rows = ({
  path,
  empty,
  rows = answer => [...(answer as Row[])].reverse(),
  row,
}: {
  path: string;
  empty: string;
  rows?(answer: unknown): Row[];
  row(each: Row): { title: string; text: string };
}) => {
  const [found, setFound] = useState<Row[]>();
  const [error, setError] = useState('');
  useEffect(() => {
    readDev(path).then(
      answer => setFound(rows(answer)),
      (failure: Error) => setError(failure.message),
    );
  }, [path]);
  if (error) return <p role="alert">{error}</p>;
  if (!found) return <p>Reading…</p>;
  if (found.length === 0) return <p>{empty}</p>;
  return (
    <ul>
      {found.map((each, place) => {
        const { title, text } = row(each);
        return (
          <li key={place}>
            <details>
              <summary>{title}</summary>
              <pre>{text}</pre>
            </details>
          </li>
        );
      })}
    </ul>
  );
};

interface Form {
  name: string;
  path: string;
  body: object;
}

const EventForm = () => {
  const [forms, setForms] = useState<Form[]>([]);
  const [chosen, setChosen] = useState<Form>();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState('');
  const choose = (form: Form | undefined) => {
    setChosen(form);
    setText(form ? JSON.stringify(form.body, null, 2) : '');
  };
  useEffect(() => {
    readDev<Form[]>('events-form').then(found => {
      setForms(found);
      choose(found[0]);
    });
  }, []);
  const send = async (): Promise<void> => {
    try {
      const body = JSON.parse(text) as object;
      setAnswer(JSON.stringify(await postDev('event', { path: chosen?.path, body })));
    } catch (failure) {
      setAnswer((failure as Error).message);
    }
  };
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        void send();
      }}
    >
      <label>
        What happened{' '}
        <select onChange={event => choose(forms[event.currentTarget.selectedIndex])}>
          {forms.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <textarea
        aria-label="What is sent, as JSON"
        rows={10}
        value={text}
        onInput={event => setText(event.currentTarget.value)}
      />
      <button type="submit">Send to {chosen?.path}</button>
      <output>{answer}</output>
    </form>
  );
};
