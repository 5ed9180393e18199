import { computed, signal } from '@preact/signals';

/** A page opened from disk has no server for paths, so the path goes behind `#`. */
const isFile = location.protocol === 'file:';

const current = (): URL =>
  new URL(isFile ? location.hash.slice(1) || '/' : `${location.pathname}${location.search}`, 'https://console.invalid');

const at = signal(current());

/** `/accounts/acme` */
export const path = computed(() => at.value.pathname);
/** Choices on the page, such as filters and selections. */
export const search = computed(() => at.value.searchParams);

/** The `href` of a link to this path. */
export const hrefOf = (to: string): string => (isFile ? `#${to}` : to);

export const goTo = (to: string, { replace = false } = {}): void => {
  history[replace ? 'replaceState' : 'pushState'](null, '', hrefOf(to));
  at.value = current();
  if (!replace) scrollTo(0, 0);
};

type Choices = Readonly<Record<string, string | undefined>>;

/** The current page with other choices; `undefined` removes a choice. */
const withChoices = (choices: Choices): string => {
  const next = new URLSearchParams(search.value);
  for (const [name, value] of Object.entries(choices)) {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  const query = next.toString();
  return `${path.value}${query && `?${query}`}`;
};

/** The `href` of a link to the current page with other choices. */
export const hrefWith = (choices: Choices): string => hrefOf(withChoices(choices));

/** Changes choices on the page without a history entry. */
export const choose = (choices: Choices): void => goTo(withChoices(choices), { replace: true });

addEventListener('popstate', () => {
  at.value = current();
});
addEventListener('hashchange', () => {
  at.value = current();
});

/** Links within the console change the page without reloading it. */
addEventListener('click', event => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const link = (event.target as Element).closest?.('a[href]');
  const href = link?.getAttribute('href') ?? '';
  if (!link || link.hasAttribute('target') || link.hasAttribute('download')) return;
  const to = isFile && href.startsWith('#/') ? href.slice(1) : href;
  if (!/^\/(?![/\w]*\.\w+$)/.test(to) || /^\/(dev|v1)\//.test(to)) return;
  event.preventDefault();
  goTo(to);
});

/** The value of each `{name}` of a pattern in a path; `undefined` if the path doesn't match. */
export const matchPath = (pattern: string, of: string): Record<string, string> | undefined => {
  const [parts, given] = [pattern.split('/'), of.split('/')];
  if (parts.length !== given.length) return undefined;
  const found: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined && part !== given[index]) return undefined;
    if (name !== undefined) found[name] = decodeURIComponent(given[index] ?? '');
  }
  return found;
};
