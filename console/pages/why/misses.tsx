import type { Answer } from '../../api.ts';
import { Time } from '../../parts/time.tsx';
import { number } from '../../words.ts';
import { Gates } from './gates.tsx';

type Journey = Answer<'/v1/why'>['journeys'][number];
type Miss = Journey['misses'][number];

/** Events that nearly let it in: the nearest with all its rules, the others with the rules that keep it out. */
export const Misses = ({ journey, zone }: { journey: Journey; zone: string }) => {
  const again = journey.state === 'in' || journey.state === 'was';
  return (
    <section aria-label={again ? 'Entering again' : 'Entering'}>
      <h2>{again ? 'What it needs to enter again' : 'What keeps it out'}</h2>
      {journey.next && (
        <p class="note">
          Its trigger looks again <Time at={journey.next} zone={zone} />.
        </p>
      )}
      {journey.misses.map((miss, n) => (
        <details key={`${miss.at} ${n}`} open={n === 0}>
          <summary>
            {n === 0 && <b>Nearest: </b>}
            <MissWords miss={miss} zone={zone} />
          </summary>
          <Gates gates={miss.gates} zone={zone} />
        </details>
      ))}
    </section>
  );
};

const MissWords = ({ miss: { at, event, isSupposed, failing, times }, zone }: { miss: Miss; zone: string }) => {
  const kept =
    failing === 0
      ? 'nothing keeps it out anymore'
      : `${number(failing)} ${failing === 1 ? 'rule' : 'rules'} not passed`;
  if (isSupposed) return <>if it happened now: {kept}</>;
  return (
    <>
      {event ? `“${event}” ` : 'asked '}
      <Time at={at} zone={zone} />
      {times > 1 && `, the last of ${number(times)} like it`}: {kept}
    </>
  );
};
