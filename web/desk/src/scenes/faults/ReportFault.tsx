import { Button, Textarea, TextInput, UnstyledButton } from '@mantine/core';
import { IconCheck, IconDeviceCctv, IconSend } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { Failed } from '../../parts/Failed';
import { Loading } from '../../parts/Loading';
import { Notice } from '../../parts/Notice';
import { Refusal } from '../../parts/Refusal';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { faultCodes, myCameras } from './faults';
import classes from './ReportFault.module.css';
import '../../i18n/fleet';

type Code = (typeof faultCodes)[number]['code'];

/** Three taps: which camera, which is chosen already where it is one's own; what is wrong; send. */
export function ReportFault() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(myCameras);
  const [chosen, setChosen] = useState<string>();
  const [other, setOther] = useState('');
  const [code, setCode] = useState<Code>();
  const [text, setText] = useState('');
  useTitle(t('faults.report'));
  const mine = data?.items ?? [];
  const camera = chosen ?? (mine.length === 0 ? '' : mine[0]?.id);
  const isOther = camera === '';
  const send = useMutation({
    mutationFn: (what: Code) =>
      answer(api.POST('/api/faults', { body: { ...(isOther || camera === undefined ? { serial: other.trim() } : { camera }), code: what, ...(text.trim() === '' ? {} : { text: text.trim() }) } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['faults', 'list'] }),
  });
  const again = () => {
    send.reset();
    setCode(undefined);
    setText('');
    setOther('');
    setChosen(undefined);
  };
  if (data === undefined) return <Scene title={t('faults.report')}>{error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />}</Scene>;
  if (send.isSuccess) {
    return (
      <Scene title={t('faults.report')}>
        <div role="status">
          <Notice
            icon={IconCheck}
            title={t('faults.thanksTitle')}
            action={
              <div className={classes.after}>
                <Button variant="default" onClick={again}>
                  {t('faults.another')}
                </Button>
                <Button variant="default" component={Link} to="/faults">
                  {t('faults.seeAll')}
                </Button>
              </div>
            }
          >
            {t('faults.thanks')}
          </Notice>
        </div>
      </Scene>
    );
  }
  return (
    <Scene title={t('faults.report')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (code !== undefined) send.mutate(code);
        }}
      >
        <fieldset>
          <legend>{t('faults.which')}</legend>
          <div className={classes.cameras}>
            {mine.map(({ id, serial }) => (
              <UnstyledButton key={id} type="button" className={classes.camera} aria-pressed={camera === id} onClick={() => setChosen(id)}>
                <IconDeviceCctv size={24} aria-hidden />
                <span className="mono">{serial}</span>
                {camera === id && <IconCheck size={20} aria-hidden />}
              </UnstyledButton>
            ))}
            {mine.length > 0 && (
              <UnstyledButton type="button" className={classes.camera} aria-pressed={isOther} onClick={() => setChosen('')}>
                <span>{t('faults.otherCamera')}</span>
                {isOther && <IconCheck size={20} aria-hidden />}
              </UnstyledButton>
            )}
          </div>
          {isOther && <TextInput size="md" label={t('faults.serial')} value={other} onChange={(event) => setOther(event.currentTarget.value)} required withAsterisk={false} autoComplete="off" />}
        </fieldset>
        <fieldset>
          <legend>{t('faults.what')}</legend>
          <div className={classes.codes}>
            {faultCodes.map(({ code: each, icon: Sign }) => (
              <UnstyledButton key={each} type="button" className={classes.code} aria-pressed={code === each} onClick={() => setCode(each)}>
                <Sign size={38} stroke={1.5} aria-hidden />
                <span>{t(`faults.code.${each}`)}</span>
                {code === each && <IconCheck className={classes.tick} size={22} stroke={2.5} aria-hidden />}
              </UnstyledButton>
            ))}
          </div>
        </fieldset>
        {code !== undefined && <Textarea label={t('faults.text')} value={text} maxLength={500} onChange={(event) => setText(event.currentTarget.value)} autosize minRows={2} />}
        <Refusal error={send.error} />
        <Button className={classes.send} size="lg" type="submit" loading={send.isPending} disabled={code === undefined || (isOther && other.trim() === '')} leftSection={<IconSend size={20} aria-hidden />}>
          {t('faults.send')}
        </Button>
      </form>
    </Scene>
  );
}
