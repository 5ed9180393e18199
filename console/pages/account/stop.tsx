import { useState } from 'preact/hooks';
import { doLater } from '../../later.ts';
import { Choice } from '../../parts/dialog.tsx';
import type { Account } from './header.tsx';

/** As `engine/views/actions/stop-on-account.ts` and `leave-out-touch.ts` take them. */
const reasons = [
  { id: 'customer_asked', name: 'The customer asked for it' },
  { id: 'wrong_time', name: 'It is the wrong time' },
  { id: 'wrong_audience', name: 'It is not for this customer' },
  { id: 'done_by_hand', name: 'We do it by hand' },
  { id: 'data_wrong', name: 'The data is wrong' },
  { id: 'other', name: 'Another reason' },
] as const;

type Act = Account['ahead']['acts'][number];

/** Id of a touch to leave out, while that can be undone. */
export const stopSubject = (account: string, { enrollment, step, round }: Act): string =>
  `${account} ${enrollment} ${step} ${round}`;

/** Leaves out one touch, or takes the account out of its journey, with a reason; undone within ten seconds. */
export const Stop = ({ account, act }: { account: Pick<Account, 'id' | 'name'>; act: Act }) => {
  const isTouch = act.does !== 'task' && act.outcome !== 'skipped';
  const [asks, setAsks] = useState(false);
  const [whole, setWhole] = useState(!isTouch);
  const { journey, enrollment, step, round, title } = act;
  const stop = (reason: string) => {
    setAsks(false);
    doLater({
      parameters: { id: account.id },
      ...(whole
        ? {
            path: '/v1/accounts/{id}/stop',
            body: { journey: journey.id, reason },
            subject: `${account.id} ${journey.id}`,
            told: `Took ${account.name} out of ${journey.name}`,
          }
        : {
            path: '/v1/accounts/{id}/leave-out',
            body: { enrollment, step, round, reason },
            subject: stopSubject(account.id, act),
            told: `Left out “${title}” at ${account.name}`,
          }),
    });
  };
  return (
    <>
      <button
        type="button"
        class="stop"
        onClick={() => setAsks(true)}
        aria-label={`Stop ${isTouch ? title : journey.name} here`}
      >
        Stop
      </button>
      {asks && (
        <Choice
          title={whole ? `Take ${account.name} out of ${journey.name}? Why?` : `Leave out “${title}”? Why?`}
          options={reasons}
          close={() => setAsks(false)}
          choose={stop}
        >
          {isTouch && (
            <fieldset class="tabs" aria-label="What stops">
              <button type="button" aria-pressed={!whole} onClick={() => setWhole(false)}>
                This touch
              </button>
              <button type="button" aria-pressed={whole} onClick={() => setWhole(true)}>
                The journey
              </button>
            </fieldset>
          )}
        </Choice>
      )}
    </>
  );
};

/** True for leads and admins. */
export const mayStop = (roles: readonly string[] = []): boolean => roles.includes('lead') || roles.includes('admin');
