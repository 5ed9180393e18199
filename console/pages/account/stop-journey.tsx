import { useState } from 'preact/hooks';
import { doLater } from '../../later.ts';
import { Choice } from '../../parts/dialog.tsx';
import type { Account } from './header.tsx';

/** As `engine/views/actions/stop-on-account.ts` takes them. */
const reasons = [
  { id: 'customer_asked', name: 'The customer asked for it' },
  { id: 'wrong_time', name: 'It is the wrong time' },
  { id: 'wrong_audience', name: 'It is not for this customer' },
  { id: 'done_by_hand', name: 'We do it by hand' },
  { id: 'data_wrong', name: 'It rests on wrong data' },
  { id: 'other', name: 'Another reason' },
] as const;

/** Takes the account out of a journey, with a reason; undone within ten seconds. */
export const StopJourney = ({
  account,
  journey,
}: {
  account: Pick<Account, 'id' | 'name'>;
  journey: { id: string; name: string };
}) => {
  const [asks, setAsks] = useState(false);
  return (
    <>
      <button type="button" class="stop" onClick={() => setAsks(true)} aria-label={`Stop ${journey.name} here`}>
        Stop
      </button>
      {asks && (
        <Choice
          title={`Take ${account.name} out of ${journey.name}? Why?`}
          options={reasons}
          close={() => setAsks(false)}
          choose={reason => {
            doLater({
              path: '/v1/accounts/{id}/stop',
              parameters: { id: account.id },
              body: { journey: journey.id, reason },
              subject: `${account.id} ${journey.id}`,
              told: `Took ${account.name} out of ${journey.name}`,
            });
            setAsks(false);
          }}
        />
      )}
    </>
  );
};

/** Leads may. */
export const mayStop = (roles: readonly string[] = []): boolean => roles.includes('lead') || roles.includes('admin');
