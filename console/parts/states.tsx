import type { ComponentChildren } from 'preact';
import { RefusedAnswer } from '../api.ts';
import type { Shown } from '../use-view.ts';

/** Gray lines where the answer will be. */
export const Loading = ({ rows = 6 }: { rows?: number }) => (
  <div class="skeleton" aria-busy="true">
    <span class="unseen" role="status">
      Loading
    </span>
    {Array.from({ length: rows }, (_, n) => (
      <i key={n} />
    ))}
  </div>
);

/** Nothing is here: what would fill it, and how. */
export const Empty = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="state">
    <h2>{title}</h2>
    {children}
  </div>
);

/** What went wrong, and what to do. */
export const FailureNote = ({ error, retry }: { error: Error; retry?: () => void }) => {
  const status = error instanceof RefusedAnswer ? error.status : undefined;
  const hint =
    status === 404
      ? 'It may have been removed, or it is not for your role.'
      : status === undefined
        ? 'The server cannot be reached. Check that it runs and that you are online.'
        : 'Try again; if it stays, tell whoever runs Daymark at your company.';
  return (
    <div class="state" role="alert">
      <h2>{error.message}</h2>
      <p>{hint}</p>
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
};

/** One of the four states of what a view answers. */
export const Awaited = <Of,>({
  of: { answer, error, reload },
  rows,
  children,
}: {
  of: Shown<Of>;
  rows?: number;
  children: (answer: Of) => ComponentChildren;
}) => {
  if (answer !== undefined) return <>{children(answer)}</>;
  if (error) return <FailureNote error={error} retry={reload} />;
  return <Loading {...(rows !== undefined && { rows })} />;
};
