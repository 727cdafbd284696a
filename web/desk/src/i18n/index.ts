import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';
import type fleet from './fleet.en.json';

export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];
export type Texts = typeof en & typeof fleet;

const remembered = 'vidimus-language';

/** The language that the person chose here before, else the browser's, else English. */
export function preferredLanguage(): Language {
  const wishes = [localStorage.getItem(remembered), ...navigator.languages];
  for (const wish of wishes) {
    const found = languages.find((language) => wish?.startsWith(language));
    if (found !== undefined) return found;
  }
  return 'en';
}

export async function startTexts(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'desk',
    resources: { en: { desk: en } },
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(language);
}

/** Switches the whole desk; a language other than English is loaded when it is first needed. */
export async function speak(language: Language): Promise<void> {
  if (language === 'de') i18next.addResourceBundle('de', 'desk', (await import('./german')).german);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export async function choose(language: Language): Promise<void> {
  localStorage.setItem(remembered, language);
  await speak(language);
}
