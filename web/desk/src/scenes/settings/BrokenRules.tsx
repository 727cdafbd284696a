import { IconGavel } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { BrokenRule } from '../../api/types';
import classes from './BrokenRules.module.css';
import { useSettingWords } from './settings';
import '../../i18n/fleet';

/** What breaks the profile in force, and what each rule rests on. */
export function BrokenRules({ broken }: { broken: readonly BrokenRule[] }) {
  const { t } = useTranslation();
  const words = useSettingWords();
  return (
    <ul className={classes.broken}>
      {broken.map((each) => (
        <li key={each.rule}>
          <IconGavel size={16} aria-hidden />
          <div>
            <p>
              <strong>{words.name(each.setting)}:</strong> {words.value(each.setting, each.value)}. {t('cameraSettings.ruleSays', { profile: each.profile, limit: words.limit(each) })}
            </p>
            <p className={classes.basis}>
              {words.basis(each)}
              {each.reference !== undefined && <span className="mono"> {each.reference}</span>}
              {!each.confirmed && <> {t('cameraSettings.unconfirmed')}</>}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
