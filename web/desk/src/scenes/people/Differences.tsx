import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportAnswer, ImportLine } from '../../api/types';
import en from '../../i18n/en.json';
import { Panel } from '../../parts/Panel';
import classes from './Importing.module.css';

const kinds = ['CREATE', 'CHANGE', 'RETURN', 'LEAVE', 'REFUSED'] as const;
const shownAtOnce = 100;

type Field = keyof typeof en.importing.field;

function isField(name: string): name is Field {
  return Object.hasOwn(en.importing.field, name);
}

/** What an import would do, before anybody says that it shall. */
export function Differences({ answer, busy, onConfirm }: { answer: ImportAnswer; busy: boolean; onConfirm: (digest: string) => void }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(shownAtOnce);
  const { lines, counts, same, ignored, digest } = answer;
  const something = lines.some(({ kind }) => kind !== 'REFUSED');
  return (
    <Panel title={t('importing.result')}>
      <div role="status">
        <ul className={classes.counts}>
        {kinds
          .filter((kind) => (counts[kind] ?? 0) > 0)
          .map((kind) => (
            <li key={kind}>{t('importing.count', { kind: t(`importing.${kind}`), count: counts[kind] ?? 0 })}</li>
          ))}
        {same > 0 && <li>{t('importing.same', { count: same })}</li>}
        {ignored.length > 0 && <li>{t('importing.ignored', { names: ignored.join(', ') })}</li>}
        {lines.length === 0 && <li>{t('importing.none')}</li>}
        </ul>
      </div>
      {lines.length > 0 && (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('importing.line')}</th>
              <th scope="col">{t('importing.who')}</th>
              <th scope="col">{t('importing.kind')}</th>
              <th scope="col">{t('importing.changes')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, shown).map((line, index) => (
              <Row key={`${String(line.number)} ${String(index)}`} line={line} />
            ))}
          </tbody>
        </table>
      )}
      <div className={classes.foot}>
        {lines.length > shown && (
          <Button variant="default" onClick={() => setShown(shown + shownAtOnce)}>
            {t('sight.more')}
          </Button>
        )}
        {something && (
          <Button loading={busy} onClick={() => onConfirm(digest)}>
            {t('importing.do')}
          </Button>
        )}
      </div>
    </Panel>
  );
}

function Row({ line }: { line: ImportLine }) {
  const { t } = useTranslation();
  const { number, name, kind, changes, reason } = line;
  const fieldName = (field: string) => (isField(field) ? t(`importing.field.${field}`) : field);
  return (
    <tr>
      <td>{number === 0 ? t('importing.missing') : number}</td>
      <th scope="row">{name}</th>
      <td data-kind={kind}>{t(`importing.${kind}`)}</td>
      <td>
        {reason}
        <ul>
          {changes.map(({ field, from, to }) => (
            <li key={field}>
              {kind === 'CREATE'
                ? `${fieldName(field)}: ${to ?? ''}`
                : t('importing.from', { field: fieldName(field), from: from ?? t('importing.nothing'), to: to ?? t('importing.nothing') })}
            </li>
          ))}
        </ul>
      </td>
    </tr>
  );
}
