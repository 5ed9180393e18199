import { hrefOf } from '../location.ts';

/** A customer, by name; leads to the account. */
export const AccountLink = ({ id, name }: { id: string; name: string }) => (
  <a class="account" href={hrefOf(`/accounts/${encodeURIComponent(id)}`)} title={id}>
    {name}
  </a>
);
