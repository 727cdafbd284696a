import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { tellConfirmed } from '../../api/confirm';
import form from '../../parts/Form.module.css';
import { Seal } from '../../parts/Seal';
import { useTitle } from '../../parts/useTitle';
import { useOpenIdFailure } from './OpenIdButton';
import classes from './SignIn.module.css';

/** Where the provider sends somebody back to who was to prove once more who they are; what they began waits on another page. */
export function Confirmed() {
  const { t } = useTranslation();
  const failure = useOpenIdFailure();
  const failed = window.location.hash !== '';
  const title = t(failed ? 'confirm.failedTitle' : 'confirm.doneTitle');
  useTitle(title);
  useEffect(() => {
    if (!failed) tellConfirmed();
  }, [failed]);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <div className={classes.brand}>
          <Seal size={52} />
          <span className={classes.name}>Vidimus</span>
        </div>
        <h1>{title}</h1>
        {failure !== undefined && <p className={form.words}>{failure}</p>}
        <p className={form.words}>{t(failed ? 'confirm.failed' : 'confirm.done')}</p>
      </div>
    </main>
  );
}
