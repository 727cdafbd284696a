import i18next from 'i18next';
import texts from './fleet.en.json';

/** English words of the fleet's scenes, the directory's and the rules', which whoever only watches footage never loads; they come with the first such scene. German comes whole. */
i18next.addResourceBundle('en', 'desk', texts, true, false);
