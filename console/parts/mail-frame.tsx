import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * A mail in its own frame, with a chosen width, in light or dark mode. Scripts don't run there. Styles are set through
 * the CSSOM, because this page's Content-Security-Policy also applies in the frame and forbids inline styles.
 */
export const MailFrame = ({
  html,
  title,
  isPhone = false,
  isDark = false,
}: {
  html: string;
  title: string;
  /** 390 pixels wide instead of the full width. */
  isPhone?: boolean;
  isDark?: boolean;
}) => {
  const frame = useRef<HTMLIFrameElement>(null);
  useLayoutEffect(() => {
    const own = frame.current;
    if (!own) return;
    fill(own, html, isDark);
    const grow = () => {
      // Reset first: content as high as its window would never shrink.
      own.setAttribute('height', '0');
      own.setAttribute('height', String(own.contentDocument?.documentElement.scrollHeight ?? 400));
    };
    grow();
    addEventListener('resize', grow);
    return () => removeEventListener('resize', grow);
  }, [html, isDark, isPhone]);
  return (
    <iframe
      ref={frame}
      class={`mail ${isPhone ? 'phone' : ''} ${isDark ? 'dark' : ''}`}
      title={title}
      sandbox="allow-same-origin"
    />
  );
};

const fill = (frame: HTMLIFrameElement, html: string, isDark: boolean): void => {
  const [document, window] = [frame.contentDocument, frame.contentWindow as (Window & typeof globalThis) | null];
  if (!document || !window) return;
  const styles: string[] = [];
  const plain = html
    // Conditional comments are only for Outlook.
    .replaceAll(/<!--.*?-->/gs, '')
    .replaceAll(/<style[^>]*>(.*?)<\/style>/gs, (_, css: string) => {
      styles.push(css);
      return '';
    })
    .replaceAll(/(<[^>]*?)\sstyle="/g, '$1 data-style="');
  const given = new DOMParser().parseFromString(plain, 'text/html');
  for (const each of given.querySelectorAll('script, link, meta, title, base')) each.remove();
  document.documentElement.lang = given.documentElement.lang;
  document.documentElement.innerHTML = given.documentElement.innerHTML;
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
  for (const each of document.querySelectorAll<HTMLElement>('[data-style]')) {
    each.style.cssText = each.dataset.style ?? '';
    each.removeAttribute('data-style');
  }
  document.adoptedStyleSheets = styles.map(text => {
    const sheet = new window.CSSStyleSheet();
    sheet.replaceSync(inScheme(text, isDark));
    return sheet;
  });
};

/** Rewrites color scheme queries to follow `isDark` instead of the viewer's screen. */
const inScheme = (css: string, isDark: boolean): string =>
  css.replaceAll(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/g, (_, scheme: string) =>
    (scheme === 'dark') === isDark ? '(min-width: 0px)' : '(max-width: 0px)',
  );
