/**
 * The form of 18 characters, which events have, of one of 15, which reports and links show. Of each five characters one
 * letter says which of them are capitals.
 * @see https://help.salesforce.com/s/articleView?id=000385585
 */
export const longId = (id: string): string => {
  if (!/^[A-Za-z0-9]{15}$/.test(id)) return id;
  const fives = [id.slice(0, 5), id.slice(5, 10), id.slice(10)];
  const capitals = (five: string) =>
    [...five].reduce((sum, each, place) => sum + (/[A-Z]/.test(each) ? 2 ** place : 0), 0);
  return id + fives.map(five => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'[capitals(five)]).join('');
};
