import { choose, search } from '../../location.ts';
import { number } from '../../words.ts';
import { bands, type filterNames } from './filter-names.ts';
import { type AccountsList, titleOf } from './list.ts';

/** The filters of the list. */
export const Filters = ({ list: { filters } }: { list: AccountsList }) => (
  <div class="filters">
    <Filter name="segment" all="Every segment" options={filters.segments} />
    <Filter name="owner" all="Every owner" options={filters.owners} />
    <Filter name="stage" all="Every stage" options={filters.stages} />
    <Filter name="plan" all="Every plan" options={filters.plans} />
    <Filter name="touchModel" all="Every touch model" options={filters.touchModels} />
    <Filter name="journey" all="Every journey" options={filters.journeys} />
    <Filter name="band" all="Every health" options={bands} />
    <Filter
      name="tasks"
      all="With tasks or not"
      options={[
        { id: 'open', name: 'With open tasks' },
        { id: 'breached', name: 'With missed tasks' },
      ]}
    />
  </div>
);

const Filter = ({
  name,
  all,
  options,
}: {
  name: (typeof filterNames)[number];
  all: string;
  options: readonly { id: string; name: string; accounts?: number }[];
}) => {
  const value = search.value.get(name) ?? '';
  return (
    <select
      aria-label={all}
      class={value ? 'set' : ''}
      value={value}
      onChange={event => choose({ [name]: event.currentTarget.value })}
    >
      <option value="">{all}</option>
      {options.map(option => (
        <option key={option.id} value={option.id}>
          {titleOf(option.name)}
          {option.accounts !== undefined && ` (${number(option.accounts)})`}
        </option>
      ))}
    </select>
  );
};
