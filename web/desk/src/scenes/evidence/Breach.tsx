import { Button, Select, Textarea } from '@mantine/core';
import { IconGavel } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import type { BreachMark, Detail } from '../../api/types';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import form from '../../parts/Form.module.css';
import { Refusal } from '../../parts/Refusal';
import classes from './Breach.module.css';

/** That a recording breaks a rule of the profile by how it was made, what the rule rests on, and what was decided about it. */
export function Breach({ evidence }: { evidence: Detail }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const { breach, may } = evidence;
  if (breach === undefined) return null;
  return (
    <section className={classes.breach} aria-label={t('breach.mark')} data-decided={breach.decision !== undefined || undefined}>
      <IconGavel size={18} aria-hidden />
      <div>
        <p>
          <strong>{t('breach.mark')}</strong> ({t(`breach.found.${breach.found}`)}). <Amount breach={breach} />
        </p>
        <p className={classes.basis}>
          {breach.profile}: {i18n.language.startsWith('de') ? breach.basisDe : breach.basisEn}
        </p>
        <p>{breach.decision === undefined ? t('breach.apart') : t('breach.decided', { decision: breach.decision })}</p>
      </div>
      {may.includes('evidence.entrust') && breach.decision === undefined && (
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {t('breach.decide')}
        </Button>
      )}
      <Dialog open={open} onClose={() => setOpen(false)} title={t('breach.decideTitle')}>
        <Decide id={evidence.id} onDone={() => setOpen(false)} />
      </Dialog>
    </section>
  );
}

function Amount({ breach }: { breach: BreachMark }) {
  const { t } = useTranslation();
  const format = useFormat();
  const most = breach.mostSeconds === 0 ? t('breach.none') : format.unit(breach.mostSeconds, 'second', 0);
  return breach.seconds === undefined ? t('breach.unknown', { most }) : t('breach.seconds', { seconds: format.unit(breach.seconds, 'second', 0), most });
}

const levels = ['OPEN', 'RESTRICTED', 'CONFIDENTIAL'] as const;

function Decide({ id, onDone }: { id: string; onDone: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [level, setLevel] = useState<(typeof levels)[number]>('CONFIDENTIAL');
  const [reason, setReason] = useState('');
  const decide = useMutation({
    mutationFn: () => answer(api.PUT('/api/evidence/{id}/breach', { params: { path: { id } }, body: { level, reason } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['evidence'] });
      onDone();
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate();
      }}
    >
      <Select
        label={t('breach.level')}
        allowDeselect={false}
        data={levels.map((each) => ({ value: each, label: t(`evidence.levels.${each}`) }))}
        value={level}
        onChange={(value) => setLevel(levels.find((each) => each === value) ?? 'CONFIDENTIAL')}
      />
      <Textarea label={t('breach.reason')} autosize minRows={2} maxLength={500} value={reason} onChange={(event) => setReason(event.currentTarget.value)} required withAsterisk={false} />
      <Refusal error={decide.error} />
      <Button type="submit" loading={decide.isPending}>
        {t('breach.decide')}
      </Button>
    </form>
  );
}
