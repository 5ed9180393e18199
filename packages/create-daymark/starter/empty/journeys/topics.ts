/** What readers may opt out of, as the pages behind a mail's links show it. */
export const topics = {
  'product-guidance': {
    class: 'lifecycle',
    title: { en: 'Product guidance' },
    description: { en: 'First steps and tips. A few in the first month.' },
  },
} as const;
