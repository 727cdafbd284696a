import type { ReactNode } from 'react';
import type { Camera } from '../../api/types';
import { About } from './About';
import { LastReport } from './LastReport';
import { Life } from './Life';
import { Ready } from './Ready';
import { Holder } from './Holder';

interface Entry {
  readonly key: string;
  /** Takes the whole width. */
  readonly wide?: boolean;
  readonly Section: (props: { camera: Camera }) => ReactNode;
}

/** What one camera's page is made of, from top to bottom. Each asks for what it needs itself, and shows nothing where there is nothing. */
export const sections: readonly Entry[] = [
  { key: 'holder', Section: Holder },
  { key: 'ready', Section: Ready },
  { key: 'report', Section: LastReport },
  { key: 'about', Section: About },
  { key: 'life', wide: true, Section: Life },
];
