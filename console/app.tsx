import { useEffect } from 'preact/hooks';
import { isReadOnly } from './api.ts';
import { setClock } from './clock.ts';
import { DevBar } from './dev/dev-bar.tsx';
import { useKeys } from './keys.ts';
import { goTo, hrefOf, matchPath, path } from './location.ts';
import { type Page, pages } from './pages.ts';
import { KeyHelp } from './parts/key-help.tsx';
import { Mark } from './parts/mark.tsx';
import { FailureNote, Loading } from './parts/states.tsx';
import { Toasts } from './parts/toasts.tsx';
import { WhoAmI } from './parts/who-am-i.tsx';
import { actingAs } from './session.ts';
import { useView } from './use-view.ts';
import { viewer } from './viewer.ts';

/** Navigation, and the page of the address. */
export const App = () => {
  const { answer: me, error, reload } = useView('/v1/me');
  useEffect(() => {
    if (!me) return;
    setClock(me.now);
    viewer.value = me;
  }, [me]);
  const offered = me ? pages.filter(page => page.name && may(page, me.roles)) : [];
  useKeys(
    Object.fromEntries(
      offered.map(page => [`g ${page.key}`, { does: `Go to ${page.name}`, run: () => goTo(page.path) }]),
    ),
  );
  if (error && !me) return <FailureNote error={error} retry={reload} />;
  if (!me) return <Loading />;
  return (
    <>
      <a class="skip" href="#main">
        Skip to the page
      </a>
      <nav class="rail" aria-label="Pages">
        <a class="brand" href={hrefOf('/')}>
          <Mark /> Daymark
        </a>
        <ul>
          {offered.map(page => (
            <li key={page.path}>
              <a href={hrefOf(page.path)} aria-current={isCurrent(page) ? 'page' : undefined}>
                {page.name}
              </a>
            </li>
          ))}
        </ul>
        {!isReadOnly && <WhoAmI me={me} />}
      </nav>
      <main id="main" tabIndex={-1}>
        <Shown />
      </main>
      <Toasts />
      <KeyHelp />
      {!isReadOnly && actingAs.value && <DevBar />}
    </>
  );
};

const may = ({ roles }: Page, own: readonly string[]): boolean =>
  own.includes('admin') || roles.some(role => own.includes(role));

const isCurrent = (page: Page): boolean =>
  page.path === '/' ? path.value === '/' : `${path.value}/`.startsWith(`${page.path}/`);

const Shown = () => {
  for (const page of pages) {
    const found = matchPath(page.path, path.value);
    if (found) return <page.show key={path.value} {...found} />;
  }
  return (
    <div class="state">
      <h1>Page not found</h1>
      <p>
        Nothing is at <code>{path.value}</code>. <a href={hrefOf('/')}>Go to the first page</a>.
      </p>
    </div>
  );
};
