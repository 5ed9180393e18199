/** The tags that templates may use. They can't read files, or escape twice. */
export const allowedTags = ['assign', 'break', 'case', 'comment', 'continue', 'for', 'if', 'unless'] as const;

/**
 * The filters that templates may use. None of them escapes or unescapes: values are escaped exactly once, on output.
 */
export const allowedFilters = [
  ...['append', 'prepend', 'capitalize', 'downcase', 'upcase', 'strip', 'slice', 'truncate', 'replace', 'remove'],
  ...['plus', 'minus', 'times', 'divided_by', 'modulo', 'round', 'floor', 'ceil', 'abs', 'at_least', 'at_most'],
  ...['default', 'first', 'last', 'join', 'size'],
] as const;
