import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconShieldCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, fetchText } from '../../api/client';
import type { Entry, EntryProof } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { useProblemText } from '../../parts/problemText';
import classes from './CheckEntry.module.css';
import type { Checked } from './check';

/** Where proofs are asked for: whoever reads the whole ledger asks elsewhere than whoever may see the evidence. */
export const ProofSource = createContext<(entry: string) => Promise<EntryProof>>((id) =>
  answer(api.GET('/api/ledger/entries/{id}/proof', { params: { path: { id } } })),
);

/** Proves one entry in this browser, and says what was proven. */
export function CheckEntry({ entry }: { entry: Entry }) {
  const { t } = useTranslation();
  const describe = useProblemText();
  const prove = useContext(ProofSource);
  const check = useMutation({
    mutationFn: async () => {
      // The cryptography is fetched only by who wants to check.
      const [{ checkEntry }, proof, key] = await Promise.all([
        import('./check'),
        prove(entry.id),
        fetchText('/api/ledger/key'),
      ]);
      return checkEntry(entry, proof, key);
    },
  });
  return (
    <>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconShieldCheck size={14} aria-hidden />}
        loading={check.isPending}
        disabled={entry.state !== 'PUBLISHED'}
        onClick={() => check.mutate()}
      >
        {t(check.isSuccess ? 'custody.checkAgain' : 'custody.check')}
      </Button>
      <div role="status" className={classes.result}>
        {check.isSuccess && <Result checked={check.data} />}
        {check.isError && <p className={classes.wrong}>{describe(check.error).text}</p>}
      </div>
    </>
  );
}

function Result({ checked }: { checked: Checked }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sound = checked.steps.every(({ wrong }) => wrong === undefined);
  return (
    <div className={classes.checked}>
      <p className={sound ? classes.verdict : classes.wrong}>{t(sound ? 'custody.sound' : 'custody.unsound')}</p>
      <ul className={classes.steps}>
        {checked.steps.map(({ step, wrong }) => (
          <li key={step} className={wrong === undefined ? classes.right : classes.wrong}>
            {wrong === undefined ? <IconCircleCheck size={16} aria-hidden /> : <IconCircleX size={16} aria-hidden />}
            <span>
              {wrong ?? t(`custody.step.${step === 'entry' && checked.erased ? 'erased' : step}`, { size: format.number(Number(checked.size ?? 0)) })}
            </span>
          </li>
        ))}
      </ul>
      {checked.fingerprint !== undefined && (
        <p className={classes.key}>
          {t('custody.key')} <code>{checked.fingerprint}</code>
        </p>
      )}
    </div>
  );
}
