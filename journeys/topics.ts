/** What the comments of surveys are about. */
export const surveyTopics = {
  ease: { en: 'Ease of use', de: 'Bedienung' },
  speed: { en: 'Speed', de: 'Geschwindigkeit' },
  bugs: { en: 'Something is broken', de: 'Etwas funktioniert nicht' },
  missing: { en: 'Something is missing', de: 'Etwas fehlt' },
  price: { en: 'Price', de: 'Preis' },
  support: { en: 'Your help', de: 'Ihre Hilfe' },
} as const;

/** What readers may opt out of, as the pages behind a mail's links show it. A template that is not transactional names one. */
export const topics = {
  'product-guidance': {
    class: 'lifecycle',
    title: { en: 'Product guidance', de: 'Tipps zum Produkt' },
    description: {
      en: 'First steps and tips that fit how your team works. A few in the first month, about one a month after.',
      de: 'Erste Schritte und Tipps, die zu Ihrem Team passen. Einige im ersten Monat, danach etwa einer im Monat.',
    },
  },
  'webinar-invitations': {
    class: 'lifecycle',
    title: { en: 'Webinars and training', de: 'Webinare und Schulungen' },
    description: {
      en: 'Invitations to live sessions and courses. At most one a month.',
      de: 'Einladungen zu Live-Terminen und Kursen. Höchstens eine im Monat.',
    },
  },
  'business-reviews': {
    class: 'lifecycle',
    title: { en: 'Business reviews', de: 'Quartalsberichte' },
    description: {
      en: 'What your team did with the product, once a quarter.',
      de: 'Was Ihr Team mit dem Produkt erreicht hat, einmal im Quartal.',
    },
  },
  'renewal-notices': {
    class: 'lifecycle',
    title: { en: 'Renewal notices', de: 'Vertragsverlängerung' },
    description: {
      en: 'What your plan brought you and how to renew it, in the three months before it ends.',
      de: 'Was Ihr Vertrag gebracht hat und wie Sie ihn verlängern, in den drei Monaten vor seinem Ende.',
    },
  },
  'trial-guidance': {
    class: 'lifecycle',
    title: { en: 'Trial guidance', de: 'Begleitung der Testphase' },
    description: {
      en: 'Help while you try the product out. A few in a trial, and none after.',
      de: 'Hilfe, während Sie das Produkt ausprobieren. Einige in der Testphase, danach keine.',
    },
  },
  'plan-limits': {
    class: 'lifecycle',
    title: { en: 'Plan limits', de: 'Grenzen des Tarifs' },
    description: {
      en: 'When your team has reached what its plan holds.',
      de: 'Wenn Ihr Team erreicht hat, was sein Tarif umfasst.',
    },
  },
  surveys: {
    class: 'lifecycle',
    title: { en: 'Surveys', de: 'Umfragen' },
    description: {
      en: 'One question, answered with one click. At most once a quarter.',
      de: 'Eine Frage, mit einem Klick beantwortet. Höchstens einmal im Quartal.',
    },
  },
  'feature-tips': {
    class: 'marketing',
    title: { en: 'Feature tips', de: 'Funktionen im Blick' },
    description: {
      en: 'Something in the product that your team has not tried yet. At most one a month.',
      de: 'Etwas im Produkt, das Ihr Team noch nicht ausprobiert hat. Höchstens einmal im Monat.',
    },
  },
  'plan-offers': {
    class: 'marketing',
    title: { en: 'Plans and offers', de: 'Tarife und Angebote' },
    description: {
      en: 'When a larger plan or an add-on might suit you.',
      de: 'Wenn ein größerer Tarif oder ein Zusatz zu Ihnen passen könnte.',
    },
  },
  'after-leaving': {
    class: 'marketing',
    title: { en: 'After you leave', de: 'Nach Ihrer Kündigung' },
    description: {
      en: 'What waits for you if you come back. Two in the two months after you cancel, and none after.',
      de: 'Was bei einer Rückkehr auf Sie wartet. Zwei in den zwei Monaten nach der Kündigung, danach keine.',
    },
  },
  'customer-stories': {
    class: 'marketing',
    title: { en: 'Customer stories', de: 'Kundengeschichten' },
    description: {
      en: 'Invitations to tell others what your work with us is like.',
      de: 'Einladungen, anderen von Ihrer Arbeit mit uns zu erzählen.',
    },
  },
  community: {
    class: 'marketing',
    title: { en: 'Community', de: 'Community' },
    description: {
      en: 'Invitations to talks, advisory boards and meetings of customers.',
      de: 'Einladungen zu Vorträgen, Beiräten und Treffen von Kunden.',
    },
  },
} as const;
