import { IconTable } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Importing.module.css';

/** A table to be chosen or dropped. */
export function FileField({ file, onChoose }: { file: File | undefined; onChoose: (file: File | undefined) => void }) {
  const { t } = useTranslation();
  const id = useId();
  const [over, setOver] = useState(false);
  const [dropped, setDropped] = useState(false);
  return (
    <div
      className={classes.drop}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        setDropped(true);
        onChoose(event.dataTransfer.files.item(0) ?? undefined);
      }}
    >
      <IconTable size={28} stroke={1.4} aria-hidden />
      <label htmlFor={id}>{t('importing.file')}</label>
      <p id={`${id}-hint`}>{t('importing.fileHint')}</p>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv,text/plain"
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          setDropped(false);
          onChoose(event.currentTarget.files?.item(0) ?? undefined);
        }}
      />
      {dropped && file !== undefined && <strong>{file.name}</strong>}
    </div>
  );
}
