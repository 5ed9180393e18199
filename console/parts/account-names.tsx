import { Fragment } from 'preact';
import { hrefOf } from '../location.ts';

/** Accounts by name, each a link. */
export const AccountNames = ({ of }: { of: readonly { id: string; name: string }[] }) => (
  <>
    {of.map(({ id, name }, n) => (
      <Fragment key={id}>
        {n > 0 && ', '}
        <a href={hrefOf(`/accounts/${encodeURIComponent(id)}`)}>{name}</a>
      </Fragment>
    ))}
  </>
);
