import { useState } from 'preact/hooks';
import { act } from '../../api.ts';
import { useDraft } from '../../draft.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { FormButtons } from '../../parts/form-buttons.tsx';
import { say } from '../../parts/toasts.tsx';
import { readAgain } from '../../use-view.ts';
import type { Account } from './header.tsx';

/** Form for a note about the account or one of its people. Erasing a person erases the note's text. */
export const WriteNote = ({ account, close }: { account: Account; close(): void }) => {
  const { text, write, forget } = useDraft(`note ${account.id}`);
  const [about, setAbout] = useState('');
  const [problem, setProblem] = useState<string>();
  const [key] = useState(() => crypto.randomUUID());
  const [isSent, setSent] = useState(false);
  const send = async () => {
    setSent(true);
    try {
      await act('/v1/accounts/{id}/notes', { id: account.id }, { text, ...(about && { about }) }, key);
      say('Note saved');
      forget();
      readAgain();
      close();
    } catch (error) {
      setSent(false);
      setProblem((error as Error).message);
    }
  };
  return (
    <Dialog title={`Note about ${account.name}`} close={close}>
      <form
        onSubmit={event => {
          event.preventDefault();
          if (text.trim() !== '' && !isSent) void send();
        }}
      >
        <label class="field">
          What the team should know
          <textarea
            rows={6}
            maxLength={4_000}
            value={text}
            onInput={event => write(event.currentTarget.value)}
            onKeyDown={event =>
              event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.currentTarget.form?.requestSubmit()
            }
          />
        </label>
        <label class="field">
          About
          <select value={about} onChange={event => setAbout(event.currentTarget.value)}>
            <option value="">the account</option>
            {account.people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {problem && (
          <p class="note" role="alert">
            {problem}
          </p>
        )}
        <FormButtons
          does="Save the note"
          isReady={text.trim() !== '' && !isSent}
          close={() => {
            forget();
            close();
          }}
        />
      </form>
    </Dialog>
  );
};
