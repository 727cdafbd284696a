import { useTranslation } from 'react-i18next';
import type { VaultFinding } from '../../api/types';
import { useFormat } from '../../i18n/format';
import en from '../../i18n/en.json';
import classes from './Findings.module.css';

type By = keyof typeof en.vault.by;

function isKnown(by: string): by is By {
  return Object.hasOwn(en.vault.by, by);
}

/** What is not as it should be, newest first. */
export function Findings({ findings }: { findings: readonly VaultFinding[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ul className={classes.findings}>
      {findings.map((finding) => (
        <li key={`${finding.foundAt} ${finding.code} ${finding.object ?? ''} ${finding.part}`} className={classes.finding}>
          <p className={classes.message}>{finding.message}</p>
          <p className={classes.facts}>
            <code>{finding.code}</code>
            <time dateTime={finding.foundAt}>{format.dateTime(finding.foundAt)}</time>
            <span>{isKnown(finding.by) ? t(`vault.by.${finding.by}`) : finding.by}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
