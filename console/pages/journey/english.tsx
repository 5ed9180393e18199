import { Awaited } from '../../parts/states.tsx';
import { useView } from '../../use-view.ts';

export const English = ({ id }: { id: string }) => {
  const shown = useView('/v1/journeys/{id}/picture', { id });
  return (
    <Awaited of={shown}>
      {({ english = '' }) => (
        <div class="english">
          {english === '' && <p class="note">This build has no description in English.</p>}
          {english
            .split('\n\n')
            .slice(1)
            .map(part => {
              const [heading = '', ...lines] = part.split('\n');
              const isList = lines.some(line => line.startsWith('- '));
              return (
                <section key={heading}>
                  <h2>{heading}</h2>
                  {isList ? <pre>{lines.join('\n')}</pre> : <p>{lines.join(' ')}</p>}
                </section>
              );
            })}
        </div>
      )}
    </Awaited>
  );
};
