import { choose, search } from '../location.ts';

/** The chosen tab, from `?tab=` in the URL. */
export const tabOf = <Id extends string>(tabs: readonly { id: Id }[]): Id => {
  const wanted = search.value.get('tab');
  const found = tabs.find(({ id }) => id === wanted) ?? tabs[0];
  return (found as { id: Id }).id;
};

export const showTab = (id: string, first: string): void => choose({ tab: id === first ? undefined : id });

/** Tabs of a page. */
export const Tabs = <Id extends string>({
  tabs,
  label,
}: {
  tabs: readonly { id: Id; name: string; count?: number | undefined }[];
  label: string;
}) => {
  const shown = tabOf(tabs);
  return (
    <nav class="page-tabs" aria-label={label}>
      {tabs.map(({ id, name, count }, n) => (
        <button
          key={id}
          type="button"
          aria-current={id === shown ? 'true' : undefined}
          onClick={() => showTab(id, tabs[0]?.id ?? '')}
          title={`${n + 1}`}
        >
          {name}
          {count !== undefined && count > 0 && <span class="count">{count}</span>}
        </button>
      ))}
    </nav>
  );
};
