import type { ComponentChildren } from 'preact';
import { RefusedAnswer } from '../api.ts';
import type { Shown } from '../use-view.ts';

/** Placeholder lines while loading. */
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

/** Empty state: what would appear here, and how to get it. */
export const Empty = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="state">
    <h2>{title}</h2>
    {children}
  </div>
);

/** An error, with what to do. */
export const FailureNote = ({ error, retry }: { error: Error; retry?: () => void }) => {
  const status = error instanceof RefusedAnswer ? error.status : undefined;
  const hint =
    status === 404
      ? 'It may have been removed, or your role may not see it.'
      : status === undefined
        ? 'The server cannot be reached. Check that it is running and that you are online.'
        : 'Try again; if the problem persists, contact the team that runs Daymark at your company.';
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

/** Shows the state of a view: loading, failed, or its answer. */
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
