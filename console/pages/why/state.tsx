import type { Answer } from '../../api.ts';
import { Time } from '../../parts/time.tsx';

type Journey = Answer<'/v1/why'>['journeys'][number];

/** The account's state in the journey, in a sentence. */
export const WhyState = ({ of, zone }: { of: Journey; zone: string }) => {
  const { state, since, by, until, ended, waitsFor } = of;
  if (since === undefined) return <b>{state === 'refused' ? 'Not let in.' : 'Never in it.'}</b>;
  if (state === 'in')
    return (
      <>
        <b>In it</b> since <Time at={since} zone={zone} />, by {by}
        {waitsFor && `; waits for ${waitsFor}`}.
      </>
    );
  return (
    <>
      <b>Was in it:</b> entered <Time at={since} zone={zone} /> by {by}
      {until && (
        <>
          ; ended <Time at={until} zone={zone} />
        </>
      )}
      : {ended}.
    </>
  );
};
