/** A name of another tool as an id: lowercase letters, digits and hyphens, starting with a letter. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '');

/** Makes step names unique. */
export const uniqueNames = (): { next(name: string): string } => {
  const taken = new Map<string, number>();
  return {
    next: name => {
      const times = (taken.get(name) ?? 0) + 1;
      taken.set(name, times);
      return times === 1 ? name : `${name}-${times}`;
    },
  };
};
