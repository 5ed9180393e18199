/**
 * Does a page's path match a pattern in which `*` stands for any characters? A slash at the end makes no difference.
 */
export const matchesPath = (pattern: string, path: string): boolean => {
  const [first = '', ...rest] = withoutSlash(pattern).split('*');
  const text = withoutSlash(path);
  if (rest.length === 0) return text === first;
  const last = rest.at(-1) ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  // Greedy matching from the left finds every match, without trying every combination.
  const end = text.length - last.length;
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
};

const withoutSlash = (path: string): string => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);
