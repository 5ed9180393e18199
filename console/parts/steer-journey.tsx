import { useEffect, useState } from 'preact/hooks';
import { act } from '../api.ts';
import { readAgain } from '../use-view.ts';
import { countText } from './count-text.ts';
import { Dialog } from './dialog.tsx';
import { FormButtons } from './form-buttons.tsx';
import { say } from './toasts.tsx';

const verbs = [
  { id: 'pause', name: 'Pause', did: 'Paused' },
  { id: 'resume', name: 'Resume', did: 'Resumed' },
  { id: 'drain', name: 'Drain', did: 'Closed to new accounts' },
  { id: 'stop', name: 'Stop', did: 'Stopped' },
] as const;
type Verb = (typeof verbs)[number];

interface Plan {
  enrollments: number;
  plan?: { lines: string[]; isEmpty: boolean; bySteps: { step: string; enrollments: number }[] };
}

/** Buttons to pause, resume, drain or stop a journey: they show the plan, confirmed by typing the journey's id. */
export const SteerJourney = ({ id, title, state }: { id: string; title: string; state: string }) => {
  const [verb, setVerb] = useState<Verb>();
  const offered = verbs.filter(each => each.id !== 'resume' || state !== 'live');
  return (
    <div class="steering">
      {offered.map(each => (
        <button key={each.id} type="button" class={each.id === 'stop' ? 'danger' : ''} onClick={() => setVerb(each)}>
          {each.name}
        </button>
      ))}
      {verb && <Confirm verb={verb} id={id} title={title} close={() => setVerb(undefined)} />}
    </div>
  );
};

const Confirm = ({ verb, id, title, close }: { verb: Verb; id: string; title: string; close(): void }) => {
  const [found, setFound] = useState<Plan>();
  const [problem, setProblem] = useState<string>();
  const [typed, setTyped] = useState('');
  const [key] = useState(() => crypto.randomUUID());
  const [isSent, setSent] = useState(false);
  const path = `/v1/journeys/{id}/${verb.id}`;
  useEffect(() => {
    act(path, { id, plan: 'true' }, {}, crypto.randomUUID()).then(
      answer => setFound(answer as Plan),
      (error: Error) => setProblem(error.message),
    );
  }, []);
  const doIt = async () => {
    setSent(true);
    try {
      await act(path, { id }, { confirm: typed }, key);
      say(`${verb.did}: ${title}`);
      readAgain();
      close();
    } catch (error) {
      setSent(false);
      setProblem((error as Error).message);
    }
  };
  const plan = found?.plan;
  return (
    <Dialog title={`${verb.name} ${title}?`} close={close}>
      {!plan && !problem && <p role="status">Loading the plan…</p>}
      {plan && (
        <>
          <p>
            {found.enrollments === 0
              ? 'No account is in it now.'
              : `${countText(found.enrollments, 'enrollment')} ${found.enrollments === 1 ? 'is' : 'are'} active.`}
          </p>
          <ul class="plan">
            {plan.lines.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          {plan.bySteps.length > 0 && (
            <p class="quiet">
              {plan.bySteps
                .map(({ step, enrollments }) => `${enrollments} ${step ? `before ${step}` : 'in a step'}`)
                .join(', ')}
            </p>
          )}
        </>
      )}
      {problem && (
        <p class="note" role="alert">
          {problem}
        </p>
      )}
      {plan && !plan.isEmpty && (
        <form
          onSubmit={event => {
            event.preventDefault();
            if (typed === id && !isSent) void doIt();
          }}
        >
          <label class="field">
            Type {id} to go on
            <input value={typed} autocomplete="off" onInput={({ currentTarget }) => setTyped(currentTarget.value)} />
          </label>
          <FormButtons
            does={verb.name}
            isReady={typed === id && !isSent}
            isDangerous={verb.id === 'stop'}
            leave="Leave it"
            close={close}
          />
        </form>
      )}
    </Dialog>
  );
};
