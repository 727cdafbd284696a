import { Button, Select, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconFileDownload, IconRubberStamp } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { answer, api, done } from '../../api/client';
import type { ProfileItem, RuleLine } from '../../api/types';
import { useMay } from '../../app/session';
import en from '../../i18n/fleet.en.json';
import { useFormat } from '../../i18n/format';
import { Dialog } from '../../parts/Dialog';
import { Failed } from '../../parts/Failed';
import form from '../../parts/Form.module.css';
import { Loading } from '../../parts/Loading';
import { Refusal } from '../../parts/Refusal';
import { Scene } from '../../parts/Scene';
import { useTitle } from '../../parts/useTitle';
import { knows } from '../evidence/words';
import classes from './Rules.module.css';
import { comparison, profiles, sheet } from './rules';
import { useRuleValue } from './value';
import '../../i18n/fleet';

/** The rules that the house lives by, each with the law that it rests on; and what another profile would change. */
export function Rules() {
  const { t, i18n } = useTranslation();
  const { data, error, refetch } = useQuery(profiles(i18n.language));
  const [chosen, setChosen] = useState<string>();
  const [dialog, setDialog] = useState<'adopt' | 'add'>();
  const mayAdopt = useMay('profile.adopt');
  const mayAdd = useMay('profile.add');
  useTitle(t('app.rules'));
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  const shown = data.items.find((each) => keyOf(each) === chosen) ?? data.items.find(({ inForce }) => inForce) ?? data.items[0];
  if (shown === undefined) return null;
  const close = () => setDialog(undefined);
  return (
    <Scene
      title={t('app.rules')}
      action={
        <div className={classes.actions}>
          {mayAdd && (
            <Button variant="default" onClick={() => setDialog('add')}>
              {t('rules.add')}
            </Button>
          )}
          {mayAdopt && !shown.inForce && (
            <Button leftSection={<IconRubberStamp size={17} aria-hidden />} onClick={() => setDialog('adopt')}>
              {t('rules.compare')}
            </Button>
          )}
        </div>
      }
    >
      <div className={classes.head}>
        <Select
          label={t('rules.profile')}
          allowDeselect={false}
          data={data.items.map((each) => ({
            value: keyOf(each),
            label: `${each.name} · ${each.code} ${each.version}${each.inForce ? ` · ${t('rules.inForce')}` : ''}`,
          }))}
          value={keyOf(shown)}
          onChange={(value) => setChosen(value ?? undefined)}
        />
        <Button
          component="a"
          variant="default"
          href={`/api/profiles/${shown.code}/${shown.version}/file`}
          download
          leftSection={<IconFileDownload size={17} aria-hidden />}
        >
          {t('rules.file')}
        </Button>
      </div>
      <p className={classes.about}>
        {shown.about} {t(shown.signed ? 'rules.signed' : 'rules.unsigned')}
      </p>
      <Sheet profile={shown} />
      <Dialog open={dialog === 'adopt'} onClose={close} title={t('rules.compareTitle', { name: shown.name })}>
        <Adopt profile={shown} onDone={close} />
      </Dialog>
      <Dialog open={dialog === 'add'} onClose={close} title={t('rules.add')}>
        <Add
          onDone={(added) => {
            setChosen(added);
            close();
          }}
        />
      </Dialog>
    </Scene>
  );
}

function keyOf({ code, version }: { code: string; version: number }): string {
  return `${code} ${version}`;
}

function useRuleName(): (code: string) => string {
  const { t } = useTranslation();
  return (code) => {
    const key = code.replaceAll(/[.-]/g, '_');
    return knows(en.rules.names, key) ? t(`rules.names.${key}`) : code;
  };
}

function Sheet({ profile }: { profile: ProfileItem }) {
  const { t, i18n } = useTranslation();
  const { data, error, refetch } = useQuery(sheet(profile.code, profile.version, i18n.language));
  const nameOf = useRuleName();
  const say = useRuleValue();
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  const topicOf = ({ rule }: RuleLine) => rule.slice(0, rule.indexOf('.'));
  const topics = [...new Set(data.rules.map(topicOf))];
  return (
    <div className={classes.sheet}>
      {topics.map((topic) => (
        <section key={topic} aria-label={topicName(t, topic)}>
          <h2>{topicName(t, topic)}</h2>
          <dl className={classes.rules}>
            {data.rules.filter((line) => topicOf(line) === topic).map((line) => (
              <div key={line.rule} className={classes.rule}>
                <dt>{nameOf(line.rule)}</dt>
                <dd className={classes.value}>{say(line.value)}</dd>
                <dd className={classes.basis}>
                  <Basis line={line} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}

function topicName(t: TFunction, topic: string): string {
  const key = topic.replaceAll('-', '_');
  return knows(en.rules.topics, key) ? t(`rules.topics.${key}`) : topic;
}

function Basis({ line }: { line: RuleLine }) {
  const { t } = useTranslation();
  return (
    <>
      <p>
        {line.basis}
        {line.reference !== undefined && <span className="mono"> {line.reference}</span>}
      </p>
      {line.note !== undefined && <p>{line.note}</p>}
      {!line.confirmed && (
        <p className={classes.unconfirmed}>
          <IconAlertTriangle size={15} aria-hidden />
          {t('rules.unconfirmed')}
        </p>
      )}
      {!line.applied && <p className={classes.unconfirmed}>{t('rules.notApplied')}</p>}
    </>
  );
}

/** What would change, before anybody decides. */
function Adopt({ profile, onDone }: { profile: ProfileItem; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const nameOf = useRuleName();
  const say = useRuleValue();
  const { data, error, refetch } = useQuery(comparison(profile.code, profile.version, i18n.language));
  const adopt = useMutation({
    mutationFn: () => done(api.PUT('/api/profiles/in-force', { body: { code: profile.code, version: profile.version } })),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onDone();
    },
  });
  if (data === undefined) return error === null ? <Loading /> : <Failed error={error} reset={() => void refetch()} />;
  return (
    <div className={form.form}>
      <p className={form.words}>{t('rules.compareLead', { count: data.changes.length, name: data.before.name })}</p>
      <table className={classes.changes}>
        <thead>
          <tr>
            <th scope="col">{t('rules.rule')}</th>
            <th scope="col">{t('rules.now')}</th>
            <th scope="col">{t('rules.then')}</th>
          </tr>
        </thead>
        <tbody>
          {data.changes.map((each) => (
            <tr key={each.rule}>
              <th scope="row">{nameOf(each.rule)}</th>
              <td>{say(each.before.value)}</td>
              <td>
                {say(each.after.value)}
                {!each.after.confirmed && <span className={classes.unconfirmed}>{t('rules.unconfirmedShort')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Refusal error={adopt.error} />
      <Button loading={adopt.isPending} onClick={() => adopt.mutate()}>
        {t('rules.adopt')}
      </Button>
    </div>
  );
}

function Add({ onDone }: { onDone: (key: string) => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const format = useFormat();
  const [text, setText] = useState('');
  const [signature, setSignature] = useState('');
  const add = useMutation({
    mutationFn: () => answer(api.POST('/api/profiles', { body: { text, ...(signature.trim() === '' ? {} : { signature }) } })),
    onSuccess: async (added) => {
      await queries.invalidateQueries({ queryKey: ['profiles'] });
      onDone(keyOf(added));
    },
  });
  return (
    <form
      className={form.form}
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate();
      }}
    >
      <p className={form.words}>{t('rules.addLead')}</p>
      <label className={classes.pick}>
        {t('rules.choose')}
        <input
          type="file"
          accept=".json,application/json"
          onChange={(event) => void event.currentTarget.files?.[0]?.text().then(setText)}
        />
      </label>
      {text !== '' && <p className={form.words}>{format.bytes(new Blob([text]).size)}</p>}
      <Textarea
        label={t('rules.signature')}
        description={t('rules.signatureHint')}
        value={signature}
        autosize
        minRows={2}
        maxRows={6}
        onChange={(event) => setSignature(event.currentTarget.value)}
      />
      <Refusal error={add.error} />
      <Button type="submit" loading={add.isPending} disabled={text === ''}>
        {t('rules.keep')}
      </Button>
    </form>
  );
}
