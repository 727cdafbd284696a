import '@fontsource-variable/public-sans/wght.css';
import '@fontsource/ibm-plex-mono/latin-400.css';
import './app/mantine';
import './app/desk.css';

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Desk } from './app/Desk';
import { adoptVariables } from './app/theme';
import { preferredLanguage, startTexts } from './i18n';

const ground = document.getElementById('desk');
if (ground === null) throw new Error('the page has no #desk');

adoptVariables();
await startTexts(preferredLanguage());
createRoot(ground).render(
  <StrictMode>
    <Desk />
  </StrictMode>,
);
