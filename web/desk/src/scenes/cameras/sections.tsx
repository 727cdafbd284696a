import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types';
import { useMay } from '../../app/session';
import { Panel } from '../../parts/Panel';
import { About } from './About';
import { CameraSettingsPanel } from './CameraSettingsPanel';
import { Endurance } from './Endurance';
import { Faults } from './Faults';
import { LastReport } from './LastReport';
import { Life } from './Life';
import { Ready } from './Ready';
import { Holder } from './Holder';
import { Telemetry } from './Telemetry';

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
  { key: 'settings', Section: Settings },
  { key: 'endurance', wide: true, Section: Lasting },
  { key: 'faults', wide: true, Section: CameraFaults },
  { key: 'telemetry', wide: true, Section: Telemetry },
  { key: 'life', wide: true, Section: Life },
];

function Settings({ camera }: { camera: Camera }) {
  return useMay('camera-settings.list') ? <CameraSettingsPanel camera={camera} /> : null;
}

function Lasting({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  if (!useMay('camera.endurance')) return null;
  return (
    <Panel title={t('endurance.title')}>
      <Endurance camera={camera.id} />
    </Panel>
  );
}

function CameraFaults({ camera }: { camera: Camera }) {
  return <Faults camera={camera.id} />;
}
