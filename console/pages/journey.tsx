import { choose, search } from '../location.ts';
import { Picture } from '../parts/picture.tsx';

/** `/journeys/{id}`: one journey alive. */
export const JourneyPage = ({ id = '' }: Readonly<Record<string, string>>) => {
  const chosen = search.value.get('step') ?? undefined;
  return (
    <div class="page journey">
      <Picture journey={id} chosen={chosen} onChoose={step => choose({ step })} />
    </div>
  );
};
