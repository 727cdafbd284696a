import { CloseButton } from '@mantine/core';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Dialog.module.css';

/** The browser's own dialog: it keeps the focus, closes by Escape, and gives the focus back. */
export function Dialog(props: { open: boolean; onClose: () => void; title: string; side?: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const { open } = props;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      className={props.side === true ? classes.side : classes.dialog}
      onClose={props.onClose}
      onClick={(event) => event.target === dialog.current && props.onClose()}
    >
      {open && (
        <div className={classes.inside}>
          <header className={classes.head}>
            <h2 id={id}>{props.title}</h2>
            <CloseButton aria-label={t('app.close')} onClick={props.onClose} />
          </header>
          {props.children}
        </div>
      )}
    </dialog>
  );
}
