import { isReadOnly } from '../../api.ts';
import { choose, search } from '../../location.ts';

export const Range = () =>
  isReadOnly ? null : (
    <div class="range">
      {(['from', 'to'] as const).map(name => (
        <label key={name}>
          Enrolled {name}
          <input
            type="date"
            value={search.value.get(name) ?? ''}
            onChange={({ currentTarget }) => choose({ [name]: currentTarget.value })}
          />
        </label>
      ))}
    </div>
  );
