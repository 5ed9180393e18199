export type Comparison = 'is' | 'isNot' | 'in' | 'above' | 'below' | 'atLeast' | 'atMost' | 'exists' | 'missing';
