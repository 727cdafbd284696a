import { Button, Checkbox, NumberInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import type { AlertRule } from '../../api/types';
import { useMay } from '../../app/session';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { useTellProblem } from '../../parts/problemText';
import { alertRules, alertSigns } from './alerts';
import classes from './Alerts.module.css';
import '../../i18n/fleet';

/** From when on each kind of thing is worth an alert. */
export function Rules() {
  const { data, error, refetch } = useQuery(alertRules);
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  return (
    <ul className={classes.rules}>
      {data.items.map((rule) => (
        <Rule key={`${rule.kind} ${rule.active} ${rule.threshold}`} rule={rule} />
      ))}
    </ul>
  );
}

function Rule({ rule }: { rule: AlertRule }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const tell = useTellProblem();
  const mayChange = useMay('alert.rule');
  const [threshold, setThreshold] = useState<number>(rule.threshold);
  const [active, setActive] = useState(rule.active);
  const Sign = alertSigns[rule.kind];
  const save = useMutation({
    mutationFn: () => done(api.PUT('/api/alerts/rules/{kind}', { params: { path: { kind: rule.kind } }, body: { active, threshold } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: alertRules.queryKey }),
    onError: tell,
  });
  const changed = threshold !== rule.threshold || active !== rule.active;
  return (
    <li>
      <Checkbox
        label={
          <span className={classes.named}>
            <Sign size={17} aria-hidden /> {t(`alerts.kind.${rule.kind}`)}
          </span>
        }
        checked={active}
        disabled={!mayChange}
        onChange={(event) => setActive(event.currentTarget.checked)}
      />
      <NumberInput
        aria-label={t('alerts.threshold', { kind: t(`alerts.kind.${rule.kind}`) })}
        value={threshold}
        min={rule.least}
        max={rule.most}
        allowDecimal={false}
        disabled={!mayChange || !active}
        onChange={(value) => typeof value === 'number' && setThreshold(value)}
      />
      <span>{t(`alerts.unit.${rule.kind}`)}</span>
      <Button className={classes.save ?? ''} size="compact-md" disabled={!changed} loading={save.isPending} onClick={() => save.mutate()} aria-label={t('alerts.saveFor', { kind: t(`alerts.kind.${rule.kind}`) })} data-changed={changed || undefined}>
        {t('app.save')}
      </Button>
    </li>
  );
}
