import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/types';
import { useMay } from '../../app/session';
import { useFormat } from '../../i18n/format';
import { Fact, Facts } from '../../parts/Facts';
import { Panel } from '../../parts/Panel';
import '../../i18n/fleet';

/** Its entry in the register. */
export function About({ camera }: { camera: Camera }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayWatch = useMay('evidence.list');
  const { serial, asset, maker, model, firmware, unit, wearer, standing, boughtOn, warrantyUntil, note, registeredAt } = camera;
  return (
    <Panel title={t('fleet.about')}>
      <Facts>
        <Fact name={t('cameras.serial')}>
          <code>{serial}</code>
        </Fact>
        <Fact name={t('fleet.asset')}>{asset !== undefined && <code>{asset}</code>}</Fact>
        <Fact name={t('cameras.maker')}>{maker}</Fact>
        <Fact name={t('cameras.model')}>{model}</Fact>
        <Fact name={t('fleet.firmware')}>{firmware}</Fact>
        <Fact name={t('fleet.standingLabel')}>{t(`fleet.standing.${standing}`)}</Fact>
        <Fact name={t('fleet.unit')}>{unit?.name}</Fact>
        <Fact name={t('fleet.allocated')}>{wearer?.name}</Fact>
        <Fact name={t('fleet.boughtOn')}>{boughtOn !== undefined && format.date(boughtOn)}</Fact>
        <Fact name={t('fleet.warrantyUntil')}>{warrantyUntil !== undefined && format.date(warrantyUntil)}</Fact>
        <Fact name={t('fleet.registered')}>{format.date(registeredAt)}</Fact>
        <Fact name={t('fleet.note')}>{note}</Fact>
        {mayWatch && (
          <Fact name={t('app.evidence')}>
            <Link to="/evidence" search={{ camera: serial }}>
              {t('fleet.footage')}
            </Link>
          </Fact>
        )}
      </Facts>
    </Panel>
  );
}
